package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a ledger counts to be read and never to decide by: totals, the peak and refusals.
 * Thread-safe; each number is exact by itself and may be a moment apart from the others.
 */
abstract class LedgerTally {
  private static final VarHandle TOTAL;
  private static final VarHandle PEAK;
  private static final VarHandle DENIED;
  private static final VarHandle WOULD_DENY;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TOTAL = lookup.findVarHandle(LedgerTally.class, "total", long.class);
      PEAK = lookup.findVarHandle(LedgerTally.class, "peak", long.class);
      DENIED = lookup.findVarHandle(LedgerTally.class, "denied", long.class);
      WOULD_DENY = lookup.findVarHandle(LedgerTally.class, "wouldDeny", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long total;
  private volatile long peak;
  private volatile long denied;
  private volatile long wouldDeny;

  /** The largest use ever seen; too large by at most the credit that lay in lanes then. */
  public long peak() {
    return peak;
  }

  /** How many charges this ledger refused. */
  public long denied() {
    return denied;
  }

  /** How many charges it would have refused had it not only observed. */
  public long wouldDeny() {
    return wouldDeny;
  }

  /** Counts a committed reservation in the total; its use was added when it was reserved. */
  void countTotal(long amount) {
    if ((long) TOTAL.getAndAdd(this, amount) > Long.MAX_VALUE - amount) {
      total = Long.MAX_VALUE;
    }
  }

  void raisePeak(long now) {
    for (long seen = peak; now > seen; seen = peak) {
      if (PEAK.compareAndSet(this, seen, now)) {
        return;
      }
    }
  }

  void countDenied() {
    DENIED.getAndAdd(this, 1L);
  }

  void countWouldDeny() {
    WOULD_DENY.getAndAdd(this, 1L);
  }

  /** The total with the credit that lies in lanes. */
  long totalNow() {
    return total;
  }

  /** Takes back credit that lay in a lane: it was never spent. */
  void uncountTotal(long credit) {
    TOTAL.getAndAdd(this, -credit);
  }
}
