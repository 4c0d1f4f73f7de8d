package dev.stint.ledger.qos;

import dev.stint.ledger.Nullable;

/**
 * An operation of the timed service with the exact lengths of its frames.
 *
 * <p><b>Units:</b> bytes. <b>Source:</b> checklist Q-15 for codes and requests; the replies are
 * nine bytes of head and what the operation answers.
 */
public enum TimedOp {
  /** Class and deadline; answers the id of the timer and when it will fire. */
  REGISTER(1, 18, 21),
  /** Id of a timer; answers the status alone. */
  CANCEL(2, 12, 9),
  /** Class and deadline; answers when it woke. */
  SLEEP_UNTIL(3, 18, 17),
  /** Nothing; answers the wall-clock time in nanoseconds since 1970. */
  WALLTIME(4, 8, 17);

  private static final TimedOp[] ALL = values();

  private final int code;
  private final int requestBytes;
  private final int replyBytes;

  TimedOp(int code, int requestBytes, int replyBytes) {
    this.code = code;
    this.requestBytes = requestBytes;
    this.replyBytes = replyBytes;
  }

  public int code() {
    return code;
  }

  public int requestBytes() {
    return requestBytes;
  }

  /** The length of every reply but one with {@link TimedStatus#MALFORMED}, which is the head. */
  public int replyBytes() {
    return replyBytes;
  }

  /** The operation of that code, or null. */
  static @Nullable TimedOp byCode(int code) {
    return code < 1 || code > ALL.length ? null : ALL[code - 1];
  }
}
