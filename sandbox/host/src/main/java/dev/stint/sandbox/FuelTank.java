package dev.stint.sandbox;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Enforces;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Verdict;

/**
 * The fuel of one run: reserved slice by slice, settled to what was used. Near a limit the slices
 * shrink, so that runs that share a principal do not hold much that they do not use, and the last
 * unit below the limit can still be spent. One thread.
 */
final class FuelTank {
  static final long DEFAULT_SLICE = 10_000_000;
  static final long SMALLEST_SLICE = 100_000;

  private static final long PART = 4;

  private final Scope scope;
  private final long slice;
  private long committed;
  private @Nullable Reservation current;
  private @Nullable Denied denied;

  FuelTank(Scope scope, long slice) {
    this.scope = scope;
    this.slice = slice;
  }

  /**
   * Commits what was reserved so far and reserves more.
   *
   * @param owed what the guest has used beyond what was reserved
   * @return how much was reserved; 0 when the ledgers denied
   */
  @Enforces(value = Resource.FUEL, admits = Admission.WAITING)
  long refill(long owed) {
    Reservation spent = current;
    if (spent != null) {
      spent.commit();
      committed += spent.amount();
      current = null;
    }
    return reserve(owed);
  }

  private long reserve(long owed) {
    for (long ask = size(owed); ; ask = Math.max(1, ask / 2)) {
      Verdict verdict = waited(scope.reserve(Resource.FUEL, ask), ask);
      switch (verdict) {
        case Reservation granted -> {
          current = granted;
          return ask;
        }
        case Denied refusal -> {
          if (ask == 1 || LedgerRoom.left(scope, Resource.FUEL) == 0) {
            denied = refusal;
            return 0;
          }
        }
      }
    }
  }

  /** Waits where the limit that refused says that a run is to be delayed, not denied. */
  private Verdict waited(Verdict verdict, long ask) {
    if (verdict instanceof Denied refusal) {
      Limit limit = refusal.ledger().limit();
      if (limit != null && limit.admission() == Admission.WAITING) {
        return scope.reserve(Resource.FUEL, ask, limit.maxWaitNanos());
      }
    }
    return verdict;
  }

  private long size(long owed) {
    long left = LedgerRoom.left(scope, Resource.FUEL);
    if (left == 0) {
      // What is needed to go on: the denial names the ledger that has nothing left.
      return Math.max(1, owed);
    }
    long wanted = Math.min(slice, Math.max(SMALLEST_SLICE, left / PART)) + owed;
    return Math.min(wanted, left);
  }

  /** Settles with what the guest has left; a negative rest was never reserved. */
  @Enforces(value = Resource.FUEL, step = Enforces.Step.RELEASE)
  void settle(long left) {
    Reservation open = current;
    if (open == null) {
      return;
    }
    long unused = Math.min(Math.max(0, left), open.amount());
    long used = open.amount() - unused;
    current = null;
    open.settle(used);
    committed += used;
  }

  /** What was charged; exact after {@link #settle}. */
  long used() {
    return committed;
  }

  /** The refusal that ended the run, or null. */
  @Nullable
  Denied denied() {
    return denied;
  }
}
