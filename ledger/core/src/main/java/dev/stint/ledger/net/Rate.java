package dev.stint.ledger.net;

/**
 * How often something may happen: one token comes back each interval, and at most {@code burst}
 * tokens wait. Whole nanoseconds, so that nothing is ever rounded. Immutable.
 */
public final class Rate {
  private final long intervalNanos;
  private final int burst;

  private Rate(long intervalNanos, int burst) {
    this.intervalNanos = intervalNanos;
    this.burst = burst;
  }

  /** One each interval; burst 0 admits nothing. */
  public static Rate onePer(long intervalNanos, int burst) {
    if (intervalNanos <= 0 || burst < 0 || (burst > 0 && intervalNanos > Long.MAX_VALUE / burst)) {
      throw new IllegalArgumentException(
          "rate of one per [" + intervalNanos + "] ns with burst [" + burst + "] is out of range");
    }
    return new Rate(intervalNanos, burst);
  }

  /** Nanoseconds until one token comes back. */
  public long intervalNanos() {
    return intervalNanos;
  }

  /** How many may happen at once after a long pause. */
  public int burst() {
    return burst;
  }

  /** Nanoseconds until an empty bucket is full. */
  long fullNanos() {
    return intervalNanos * burst;
  }
}
