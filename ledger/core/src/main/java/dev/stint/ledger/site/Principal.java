package dev.stint.ledger.site;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;

/** Changes for whom the calling thread works; whoever changes it, changes it here. */
public final class Principal {
  private Principal() {}

  /**
   * From now on the calling thread works for that scope, null for nobody in particular. What it
   * allocated until now is booked first, to the scope before. No allocation, one read of the
   * thread's counter where allocation is counted and the scope really changes. When it throws, for
   * want of stack, the scope is the one before.
   */
  public static void become(Cell cell, @Nullable Scope scope) {
    if (cell.scope != scope) {
      AllocationSites.settle(cell);
      cell.scope = scope;
    }
  }

  /** The same on the way back: the scope is restored even when it throws. */
  public static void restore(Cell cell, @Nullable Scope before) {
    try {
      if (cell.scope != before) {
        AllocationSites.settle(cell);
      }
    } finally {
      cell.scope = before;
    }
  }
}
