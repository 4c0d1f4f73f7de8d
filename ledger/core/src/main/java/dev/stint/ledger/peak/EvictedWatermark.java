package dev.stint.ledger.peak;

/**
 * What a view has forgotten so far. Immutable.
 *
 * <p><b>Units:</b> sizes in that of the view, times in nanoseconds of its clock. <b>Accuracy:</b>
 * the evicted figures are exact and belong together; the two of dropped newcomers are read apart
 * and may be a moment newer.
 */
public final class EvictedWatermark {
  static final EvictedWatermark NOTHING = new EvictedWatermark(0, 0, 0, 0, 0);

  private final long largestEvicted;
  private final long evicted;
  private final long sinceNanos;
  private final long largestDropped;
  private final long dropped;

  EvictedWatermark(
      long largestEvicted, long evicted, long sinceNanos, long largestDropped, long dropped) {
    this.largestEvicted = largestEvicted;
    this.evicted = evicted;
    this.sinceNanos = sinceNanos;
    this.largestDropped = largestDropped;
    this.dropped = dropped;
  }

  EvictedWatermark plus(long peak, long nowNanos) {
    long since = evicted == 0 ? nowNanos : sinceNanos;
    return new EvictedWatermark(Math.max(largestEvicted, peak), evicted + 1, since, 0, 0);
  }

  EvictedWatermark withDropped(long largest, long count) {
    return new EvictedWatermark(largestEvicted, evicted, sinceNanos, largest, count);
  }

  /** The largest peak that was evicted, or 0. */
  public long largestEvicted() {
    return largestEvicted;
  }

  /** How many entries were evicted; a principal that came back and went again counts twice. */
  public long evicted() {
    return evicted;
  }

  /** When the first one was evicted; meaningless while {@link #evicted()} is 0. */
  public long sinceNanos() {
    return sinceNanos;
  }

  /** The largest size that was not taken in, because the view was full of larger ones; or 0. */
  public long largestDropped() {
    return largestDropped;
  }

  /** How many recordings were not taken in. */
  public long dropped() {
    return dropped;
  }

  /** What anything that is not in the view ever had at most: the larger of both. */
  public long atMost() {
    return Math.max(largestEvicted, largestDropped);
  }

  @Override
  public String toString() {
    return evicted + " evicted, at most " + largestEvicted + "; " + dropped + " dropped";
  }
}
