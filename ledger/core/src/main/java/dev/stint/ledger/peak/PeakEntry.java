package dev.stint.ledger.peak;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One principal of a {@link PeakView}: its peak, which only rises, until the entry is evicted.
 *
 * <p>The peak is raised without the view's lock. Eviction replaces it by its complement in one
 * compare-and-set, so that a raise either comes before (and the entry is no longer the lowest) or
 * sees that the entry has ended; none is lost. {@link #key} is the heap's and guarded by the view's
 * lock; the key is never above the peak.
 */
final class PeakEntry {
  private static final VarHandle PEAK;

  static {
    try {
      PEAK = MethodHandles.lookup().findVarHandle(PeakEntry.class, "peak", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final String principal;
  final long epoch;
  final long sinceNanos;

  /** What of this principal may have been forgotten before this entry. */
  final long beforeAtMost;

  /** The peak when the heap last placed this entry. */
  long key;

  /** The peak, or its complement once the entry was evicted. */
  @SuppressWarnings("unused") // through PEAK alone
  private long peak;

  PeakEntry(String principal, long peak, long epoch, long sinceNanos, long beforeAtMost) {
    this.principal = principal;
    this.key = peak;
    this.peak = peak;
    this.epoch = epoch;
    this.sinceNanos = sinceNanos;
    this.beforeAtMost = beforeAtMost;
  }

  /** The peak; negative, the complement of the last one, when the entry was evicted. */
  long peak() {
    return (long) PEAK.getOpaque(this);
  }

  /** Raises the peak; false when the entry was evicted. No allocation, no lock, one CAS. */
  boolean raise(long size) {
    for (; ; ) {
      long seen = peak();
      if (seen < 0) {
        return false;
      }
      if (size <= seen || PEAK.weakCompareAndSetPlain(this, seen, size)) {
        return true;
      }
    }
  }

  /** Ends the entry if its peak still is that; after this no raise succeeds. */
  boolean evict(long expected) {
    return PEAK.compareAndSet(this, expected, ~expected);
  }

  PeakReading reading(long forgottenAtMost) {
    long seen = peak();
    return seen < 0
        ? PeakReading.forgotten(Math.max(~seen, forgottenAtMost))
        : PeakReading.value(seen, beforeAtMost, epoch, sinceNanos);
  }
}
