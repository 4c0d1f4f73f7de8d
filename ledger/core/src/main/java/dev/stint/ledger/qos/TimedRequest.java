package dev.stint.ledger.qos;

/**
 * A request of the timed protocol, in the form it has on the wire: well-formed, not yet judged. Its
 * class byte may name no class and its deadline may be out of range; {@link TimerRequest} says so.
 * Immutable.
 */
public final class TimedRequest implements TimedMessage {
  private final TimedOp op;
  private final int nonce;
  private final int wireClass;
  private final long deadlineNanos;
  private final int timerId;

  private TimedRequest(TimedOp op, int nonce, int wireClass, long deadlineNanos, int timerId) {
    this.op = op;
    this.nonce = nonce;
    this.wireClass = wireClass;
    this.deadlineNanos = deadlineNanos;
    this.timerId = timerId;
  }

  /**
   * @param wireClass one unsigned byte, whether it names a class or not
   * @throws IllegalArgumentException when it does not fit the byte
   */
  public static TimedRequest register(int nonce, int wireClass, long deadlineNanos) {
    return new TimedRequest(TimedOp.REGISTER, nonce, unsignedByte(wireClass), deadlineNanos, 0);
  }

  public static TimedRequest cancel(int nonce, int timerId) {
    return new TimedRequest(TimedOp.CANCEL, nonce, 0, 0, timerId);
  }

  /**
   * @param wireClass one unsigned byte, whether it names a class or not
   * @throws IllegalArgumentException when it does not fit the byte
   */
  public static TimedRequest sleepUntil(int nonce, int wireClass, long deadlineNanos) {
    return new TimedRequest(TimedOp.SLEEP_UNTIL, nonce, unsignedByte(wireClass), deadlineNanos, 0);
  }

  public static TimedRequest walltime(int nonce) {
    return new TimedRequest(TimedOp.WALLTIME, nonce, 0, 0, 0);
  }

  private static int unsignedByte(int wireClass) {
    if (wireClass < 0 || wireClass > 0xff) {
      throw new IllegalArgumentException("class does not fit one byte: " + wireClass);
    }
    return wireClass;
  }

  public TimedOp op() {
    return op;
  }

  /** The number that the reply echoes; all 32 bits count. */
  public int nonce() {
    return nonce;
  }

  int wireClass() {
    return wireClass;
  }

  /** The class asked for, for register and sleep. */
  public QosArgument qos() {
    return QosClass.fromWire(wireClass);
  }

  /** The deadline as an unsigned number; a negative one is out of range. */
  public long deadlineNanos() {
    return deadlineNanos;
  }

  /** The timer to cancel, an unsigned number. */
  public int timerId() {
    return timerId;
  }

  @Override
  public String toString() {
    return op + " nonce " + Integer.toHexString(nonce);
  }
}
