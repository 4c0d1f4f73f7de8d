package dev.stint.ledger.net;

/**
 * A token bucket whose content is time: a token is worth one interval, so refilling is exact.
 * Guarded by the table it is in.
 */
final class Bucket {
  private final Rate rate;
  private long creditNanos;
  private long seenNanos;

  /** A full one. */
  Bucket(Rate rate, long nowNanos) {
    this.rate = rate;
    this.creditNanos = rate.fullNanos();
    this.seenNanos = nowNanos;
  }

  /** Nanoseconds until a token is there; 0 when one is. */
  long waitNanos(long nowNanos) {
    refill(nowNanos);
    return Math.max(0, rate.intervalNanos() - creditNanos);
  }

  void take() {
    creditNanos -= rate.intervalNanos();
  }

  void giveBack(long nowNanos) {
    refill(nowNanos);
    long room = rate.fullNanos() - creditNanos;
    creditNanos += Math.min(room, rate.intervalNanos());
  }

  private void refill(long nowNanos) {
    long passed = Math.max(0, nowNanos - seenNanos);
    long room = rate.fullNanos() - creditNanos;
    creditNanos += Math.min(room, passed);
    seenNanos += passed;
  }

  /** Whether it has been full for at least so long. */
  boolean isFullSince(long forNanos, long nowNanos) {
    long needed = rate.fullNanos() - creditNanos;
    long passed = nowNanos - seenNanos;
    return passed >= needed && passed - needed >= forNanos;
  }
}
