package dev.stint.ledger.qos;

import dev.stint.ledger.Nullable;

/** The result byte of a reply of the timed service; the codes never change (checklist Q-15). */
public enum TimedStatus {
  OK(0),
  INVALID_ARGS(1),
  OVER_LIMIT(2),
  NOT_FOUND(3),
  MALFORMED(4),
  INTERNAL(5),
  UNAVAILABLE(6);

  private static final TimedStatus[] BY_CODE = values();

  private final int code;

  TimedStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The status of that code, or null. */
  static @Nullable TimedStatus byCode(int code) {
    return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
  }
}
