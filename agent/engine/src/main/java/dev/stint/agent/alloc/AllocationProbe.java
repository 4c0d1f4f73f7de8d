package dev.stint.agent.alloc;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import dev.stint.ledger.site.AllocationSites;

/** Allocates a known amount for a scope of its own and checks that the ledger saw it. */
final class AllocationProbe {
  private static final int AMOUNT_BYTES = 256 << 10;
  private static final int SLACK_BYTES = 64 << 10;
  private static final long LIMIT_BYTES = 4L << 20;
  private static final int DENIED_BYTES = 8 << 20;

  /** Written so that the array really is allocated. */
  private static volatile @Nullable Object escape;

  private AllocationProbe() {}

  /** Empty when it works, else what does not. On a virtual thread it cannot tell: empty. */
  static String run(boolean enforce) {
    Ledgers probe = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
    Scope scope = probe.principal("probe");
    probe.binder("probe").bind(scope, Resource.HEAP_ALLOCATED, Limit.hard(LIMIT_BYTES));
    Cell cell = Cell.current();
    AllocationSites.settle(cell);
    if (cell.account == null || cell.account.booked() < 0) {
      return "";
    }
    Scope before = cell.scope;
    int inside = cell.inside;
    cell.scope = scope;
    cell.inside = 0;
    try {
      return measure(cell, scope, enforce);
    } finally {
      AllocationSites.settle(cell);
      cell.scope = before;
      cell.inside = inside;
      escape = null;
    }
  }

  private static String measure(Cell cell, Scope scope, boolean enforce) {
    escape = new byte[AMOUNT_BYTES];
    AllocationSites.settle(cell);
    long seen = scope.ledger(Resource.HEAP_ALLOCATED).total();
    if (seen < AMOUNT_BYTES || seen > AMOUNT_BYTES + SLACK_BYTES) {
      return "allocated [" + AMOUNT_BYTES + "] bytes, the ledger saw [" + seen + "]";
    }
    return enforce && !denies() ? "a site did not deny [" + DENIED_BYTES + "] bytes" : "";
  }

  private static boolean denies() {
    try {
      AllocationSites.takeArray(DENIED_BYTES, 1);
      return false;
    } catch (ResourceLimitExceeded expected) {
      return true;
    }
  }
}
