package dev.stint.ledger.qos;

/**
 * When a timer is to fire, or the fact that its deadline cannot be used. Immutable.
 *
 * <p><b>Units:</b> nanoseconds on the clock of the deadline.
 */
public final class WakeTime {
  private static final WakeTime REJECTED = new WakeTime(-1);

  private final long nanos;

  private WakeTime(long nanos) {
    this.nanos = nanos;
  }

  static WakeTime at(long nanos) {
    return new WakeTime(nanos);
  }

  static WakeTime rejected() {
    return REJECTED;
  }

  /** Whether there is a time: the deadline was not negative and its rounding did not overflow. */
  public boolean isValid() {
    return this != REJECTED;
  }

  /**
   * The time.
   *
   * @throws IllegalStateException when the deadline was rejected; ask {@link #isValid()} first
   */
  public long nanos() {
    if (!isValid()) {
      throw new IllegalStateException("the deadline was rejected");
    }
    return nanos;
  }

  @Override
  public String toString() {
    return isValid() ? Long.toString(nanos) : "rejected";
  }
}
