package dev.stint.ledger;

/**
 * The limit of one ledger. Immutable.
 *
 * <p>Amounts are in the unit of the resource. Zero admits nothing. There is no number for
 * <em>unlimited</em>: a ledger without a limit inherits, that is, only its ancestors bound it.
 */
public final class Limit {
  /** The amount that stands for "no soft limit". */
  public static final long NO_SOFT = -1;

  private final long hard;
  private final long soft;
  private final long burst;
  private final long windowNanos;
  private final long maxWaitNanos;
  private final Admission admission;
  private final String origin;

  private Limit(
      long hard,
      long soft,
      long burst,
      long windowNanos,
      long maxWaitNanos,
      Admission admission,
      String origin) {
    if (hard < 0 || burst < 0 || windowNanos < 0 || maxWaitNanos < 0) {
      throw new IllegalArgumentException("limit amounts must not be negative: hard " + hard);
    }
    if (soft != NO_SOFT && (soft < 0 || soft > hard)) {
      throw new IllegalArgumentException("soft " + soft + " must lie within hard " + hard);
    }
    this.hard = hard;
    this.soft = soft;
    this.burst = burst;
    this.windowNanos = windowNanos;
    this.maxWaitNanos = maxWaitNanos;
    this.admission = admission;
    this.origin = origin;
  }

  /** A limit that denies what does not fit; for a flow it is a total over the life of the scope. */
  public static Limit hard(long amount) {
    return new Limit(amount, NO_SOFT, 0, 0, 0, Admission.RESERVED, "-");
  }

  /** The same limit for a flow, counted over a sliding window instead of a life. */
  public Limit perWindow(long nanos) {
    return new Limit(hard, soft, burst, nanos, maxWaitNanos, admission, origin);
  }

  /** What may be spent above hard in one window. */
  public Limit withBurst(long amount) {
    return new Limit(hard, soft, amount, windowNanos, maxWaitNanos, admission, origin);
  }

  /** The threshold that warns. */
  public Limit withSoft(long amount) {
    return new Limit(hard, amount, burst, windowNanos, maxWaitNanos, admission, origin);
  }

  public Limit withAdmission(Admission how) {
    return new Limit(hard, soft, burst, windowNanos, maxWaitNanos, how, origin);
  }

  /** A limit whose charges wait for room, at most so long. */
  public Limit waiting(long nanos) {
    return new Limit(hard, soft, burst, windowNanos, nanos, Admission.WAITING, origin);
  }

  /** Where it was configured, such as {@code guest.yaml:14 memoryCommitLimitBytes}. */
  public Limit from(String where) {
    return new Limit(hard, soft, burst, windowNanos, maxWaitNanos, admission, where);
  }

  public long hard() {
    return hard;
  }

  /** The warning threshold, or {@link #NO_SOFT}. */
  public long soft() {
    return soft;
  }

  public long burst() {
    return burst;
  }

  /** The length of the sliding window in nanoseconds, or 0 for none. */
  public long windowNanos() {
    return windowNanos;
  }

  public long maxWaitNanos() {
    return maxWaitNanos;
  }

  public Admission admission() {
    return admission;
  }

  public String origin() {
    return origin;
  }

  /** What a ledger may hold at one instant: hard and burst, saturated. */
  public long room() {
    long sum = hard + burst;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
