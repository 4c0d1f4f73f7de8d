package dev.stint.ledger.qos;

import dev.stint.ledger.Denied;

/**
 * What became of a request for a timer or a sleep. Owner limit, global limit and bad argument are
 * three results (checklist O-Q7), although the wire has one status for both limits.
 */
public enum TimerOutcome {
  ADMITTED("applied", TimedStatus.OK),
  /** The class is none, the deadline cannot be rounded, or the sleep is too long. */
  BAD_ARGUMENT("bad-argument", TimedStatus.INVALID_ARGS),
  /** The class is above the caller's. */
  CLASS_ABOVE_CALLER("class-above-caller", TimedStatus.INVALID_ARGS),
  /** The owner has all the timers it may have. */
  OWNER_LIMIT("owner-limit", TimedStatus.OVER_LIMIT),
  /** All owners together have all there are. */
  GLOBAL_LIMIT("global-limit", TimedStatus.OVER_LIMIT),
  /** The owner has ended, or its ledger cannot answer now. */
  UNAVAILABLE("unavailable", TimedStatus.UNAVAILABLE);

  private final String label;
  private final TimedStatus status;

  TimerOutcome(String label, TimedStatus status) {
    this.label = label;
    this.status = status;
  }

  /** The word for the audit. */
  public String label() {
    return label;
  }

  /** The status on the wire. */
  public TimedStatus status() {
    return status;
  }

  /**
   * The kind of a refusal by a {@code timers} ledger: the owner's limit where the ledger that
   * refused is of the principal or below it, or a donation did not cover it; the global one where
   * it is of the system, a service or a protocol.
   */
  public static TimerOutcome of(Denied denied) {
    return switch (denied.reason()) {
      case INVALID -> BAD_ARGUMENT;
      case LIMIT, RATE -> isOwners(denied) ? OWNER_LIMIT : GLOBAL_LIMIT;
      case DONATION -> OWNER_LIMIT;
      case OVERLOADED -> GLOBAL_LIMIT;
      case CLOSED, STALE, QUARANTINED, TRANSFER -> UNAVAILABLE;
    };
  }

  private static boolean isOwners(Denied denied) {
    return switch (denied.ledger().scope().kind()) {
      case PRINCIPAL, SESSION, CONNECTION, INVOCATION, SPAN -> true;
      case SYSTEM, TRANSIENT, SERVICE, PROTOCOL -> false;
    };
  }
}
