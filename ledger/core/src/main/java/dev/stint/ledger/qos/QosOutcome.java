package dev.stint.ledger.qos;

/**
 * The answer to a request that would change a class. Only {@link #ALLOWED} changed anything.
 *
 * <p>The codes are what a guest's call returns: 0, and the negated POSIX numbers of {@code EINVAL}
 * and {@code EPERM} (checklist ).
 */
public enum QosOutcome {
  ALLOWED(0),
  /** The class, the target or the operation is none. */
  INVALID_ARGUMENT(-22),
  /** The caller may not do that to that target. */
  PERMISSION_DENIED(-1);

  private final int code;

  QosOutcome(int code) {
    this.code = code;
  }

  /** The number for guests. */
  public int code() {
    return code;
  }
}
