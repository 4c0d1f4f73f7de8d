package dev.stint.sandbox;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;

/** Looks up the line of a scope for what would fit; a hint, the ledgers decide. */
final class LedgerRoom {
  static final long UNBOUNDED = Long.MAX_VALUE;

  private LedgerRoom() {}

  /** The least that is left of any limit from here up. */
  static long left(Scope scope, Resource resource) {
    long least = UNBOUNDED;
    for (Scope at = scope; at != null; at = at.parent()) {
      Ledger ledger = at.ledger(resource);
      long bound = bound(ledger);
      if (bound != UNBOUNDED) {
        least = Math.min(least, Math.max(0, bound - ledger.used()));
      }
    }
    return least;
  }

  /** The smallest limit from here up. */
  static long smallest(Scope scope, Resource resource) {
    long least = UNBOUNDED;
    for (Scope at = scope; at != null; at = at.parent()) {
      least = Math.min(least, bound(at.ledger(resource)));
    }
    return least;
  }

  private static long bound(Ledger ledger) {
    Limit limit = ledger.limit();
    if (limit == null || limit.admission() == Admission.OBSERVED) {
      return UNBOUNDED;
    }
    long sum = limit.hard() + limit.burst();
    return sum < 0 ? UNBOUNDED : sum;
  }
}
