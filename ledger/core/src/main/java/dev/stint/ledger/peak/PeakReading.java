package dev.stint.ledger.peak;

/**
 * What a view knows of one principal: its peak, that it never recorded one, or that it may have
 * forgotten one. Immutable.
 *
 * <p><b>Units:</b> that of the view, bytes for memory.
 */
public final class PeakReading {
  /** The three answers. */
  public enum Kind {
    /** There is a peak. */
    VALUE,
    /** Nothing was ever recorded for it. */
    NONE_RECORDED,
    /** It is not kept; if it had a peak, that was at most {@link PeakReading#atMost()}. */
    FORGOTTEN
  }

  private static final PeakReading NONE = new PeakReading(Kind.NONE_RECORDED, 0, 0, 0, 0);

  private final Kind kind;
  private final long peak;
  private final long atMost;
  private final long epoch;
  private final long sinceNanos;

  private PeakReading(Kind kind, long peak, long atMost, long epoch, long sinceNanos) {
    this.kind = kind;
    this.peak = peak;
    this.atMost = atMost;
    this.epoch = epoch;
    this.sinceNanos = sinceNanos;
  }

  static PeakReading none() {
    return NONE;
  }

  static PeakReading forgotten(long atMost) {
    return new PeakReading(Kind.FORGOTTEN, 0, atMost, 0, 0);
  }

  static PeakReading value(long peak, long beforeAtMost, long epoch, long sinceNanos) {
    return new PeakReading(Kind.VALUE, peak, Math.max(peak, beforeAtMost), epoch, sinceNanos);
  }

  public Kind kind() {
    return kind;
  }

  /** The largest size recorded since {@link #sinceNanos()}; 0 unless there is a value. */
  public long peak() {
    return peak;
  }

  /**
   * What the peak of all time was at most: the peak itself, or more where the view had forgotten
   * something before it began to keep this principal; 0 when nothing was recorded.
   */
  public long atMost() {
    return atMost;
  }

  /** Whether the peak is that of all time and not only since the epoch. */
  public boolean isExact() {
    return kind != Kind.FORGOTTEN && atMost == peak;
  }

  /** The number of the entry, from 1 on; another one means that it was forgotten in between. */
  public long epoch() {
    return epoch;
  }

  /** When the view began to keep this principal, on the view's clock. */
  public long sinceNanos() {
    return sinceNanos;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case VALUE -> peak + " since epoch " + epoch;
      case NONE_RECORDED -> "none recorded";
      case FORGOTTEN -> "forgotten, at most " + atMost;
    };
  }
}
