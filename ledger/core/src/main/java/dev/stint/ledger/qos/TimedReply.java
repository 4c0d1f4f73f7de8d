package dev.stint.ledger.qos;

/**
 * A reply of the timed protocol. Immutable. Only {@link TimedStatus#MALFORMED} may answer an
 * operation that nobody knows.
 */
public final class TimedReply implements TimedMessage {
  private final int opCode;
  private final TimedStatus status;
  private final int nonce;
  private final int timerId;
  private final long nanos;

  TimedReply(int opCode, TimedStatus status, int nonce, int timerId, long nanos) {
    this.opCode = opCode;
    this.status = status;
    this.nonce = nonce;
    this.timerId = timerId;
    this.nanos = nanos;
  }

  static TimedReply malformed(int opCode, int nonce) {
    return new TimedReply(opCode & 0x7f, TimedStatus.MALFORMED, nonce, 0, 0);
  }

  /**
   * A registered timer and when it will fire.
   *
   * @throws IllegalArgumentException when the request was another one
   */
  public static TimedReply registered(TimedRequest request, int timerId, long wakeNanos) {
    if (request.op() != TimedOp.REGISTER) {
      throw new IllegalArgumentException("not a request to register: " + request);
    }
    return new TimedReply(
        TimedOp.REGISTER.code(), TimedStatus.OK, request.nonce(), timerId, wakeNanos);
  }

  /**
   * A sleep that ended, or the wall-clock time.
   *
   * @throws IllegalArgumentException when the request was another one
   */
  public static TimedReply at(TimedRequest request, long nanos) {
    if (request.op() != TimedOp.SLEEP_UNTIL && request.op() != TimedOp.WALLTIME) {
      throw new IllegalArgumentException("no time answers that request: " + request);
    }
    return new TimedReply(request.op().code(), TimedStatus.OK, request.nonce(), 0, nanos);
  }

  /** A status alone; what else the operation answers is 0. */
  public static TimedReply of(TimedRequest request, TimedStatus status) {
    return new TimedReply(request.op().code(), status, request.nonce(), 0, 0);
  }

  /** The code of the operation, without the response bit. */
  public int opCode() {
    return opCode;
  }

  public TimedStatus status() {
    return status;
  }

  public int nonce() {
    return nonce;
  }

  /** The id of the timer that was registered, else 0. */
  public int timerId() {
    return timerId;
  }

  /** When the timer fires, the sleep ended, or the wall-clock time; else 0. */
  public long nanos() {
    return nanos;
  }

  /** Whether it is the reply to that request: same operation and same nonce. */
  public boolean answers(TimedRequest request) {
    return opCode == request.op().code() && nonce == request.nonce();
  }

  @Override
  public String toString() {
    return "reply to op " + opCode + ' ' + status + " nonce " + Integer.toHexString(nonce);
  }
}
