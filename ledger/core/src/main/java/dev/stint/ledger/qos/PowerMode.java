package dev.stint.ledger.qos;

/**
 * A hint for the whole JVM to wake less often than the classes alone would have it.
 *
 * <p><b>Units:</b> nanoseconds. <b>Source:</b> checklist Q-33 (drafts): 20 ms balanced, 50 ms
 * frugal, 0 performance. A hint widens windows and never narrows one, and {@link
 * QosClass#PERF_BURST} is exempt. <b>Threading:</b> pure.
 */
public enum PowerMode {
  /** The windows of the classes as they are. */
  PERFORMANCE(0),
  BALANCED(20_000_000),
  FRUGAL(50_000_000);

  private final long hintNanos;

  PowerMode(long hintNanos) {
    this.hintNanos = hintNanos;
  }

  public long hintNanos() {
    return hintNanos;
  }

  /** The window of a class in this mode, for {@link Coalescing#roundUp(long, long)}. */
  public long windowNanos(QosClass qos) {
    long own = qos.windowNanos();
    return own == 0 ? 0 : Math.max(own, hintNanos);
  }
}
