package dev.stint.ledger.qos;

/** An {@link QosOutcome} with its reason, as it stands in the audit. */
public enum QosDecision {
  APPLIED(QosOutcome.ALLOWED, "applied"),
  INVALID_OPERATION(QosOutcome.INVALID_ARGUMENT, "invalid-operation"),
  INVALID_TARGET(QosOutcome.INVALID_ARGUMENT, "invalid-target"),
  INVALID_CLASS(QosOutcome.INVALID_ARGUMENT, "invalid-class"),
  /** Another task, and the caller may not set that one. */
  NOT_PRIVILEGED(QosOutcome.PERMISSION_DENIED, "not-privileged"),
  /** Above the ceiling of the target, which nobody passes. */
  ABOVE_CEILING(QosOutcome.PERMISSION_DENIED, "above-ceiling"),
  /** The highest class, which policy must allow by name. */
  PERF_BURST_NOT_ALLOWED(QosOutcome.PERMISSION_DENIED, "perf-burst-not-allowed"),
  /** Above what the task was given, and it may not raise itself. */
  RAISE_NOT_ALLOWED(QosOutcome.PERMISSION_DENIED, "raise-not-allowed");

  private final QosOutcome outcome;
  private final String reason;

  QosDecision(QosOutcome outcome, String reason) {
    this.outcome = outcome;
    this.reason = reason;
  }

  public QosOutcome outcome() {
    return outcome;
  }

  /** One word for the audit. */
  public String reason() {
    return reason;
  }

  /** Whether the request may go on. */
  public boolean allowed() {
    return outcome == QosOutcome.ALLOWED;
  }
}
