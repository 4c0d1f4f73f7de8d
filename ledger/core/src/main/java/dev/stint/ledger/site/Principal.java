package dev.stint.ledger.site;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;
import dev.stint.ledger.SpanListener;

/** Changes for whom the calling thread works; whoever changes it, changes it here. */
public final class Principal {
  private static volatile @Nullable SpanListener spans;

  private Principal() {}

  /** Replaces who hears of changes; null for nobody. */
  public static void listen(@Nullable SpanListener listener) {
    spans = listener;
  }

  /**
   * From now on the calling thread works for that scope, null for nobody in particular. What it
   * allocated until now is booked first, to the scope before. No allocation, one read of the
   * thread's counter where allocation is counted and the scope really changes. When it throws, for
   * want of stack, the scope is the one before.
   */
  public static void become(Cell cell, @Nullable Scope scope) {
    if (cell.scope != scope) {
      AllocationSites.settle(cell);
      Scope before = cell.scope;
      cell.scope = scope;
      span(cell, before, scope);
    }
  }

  /** The same on the way back: the scope is restored even when it throws. */
  public static void restore(Cell cell, @Nullable Scope before) {
    Scope until = cell.scope;
    if (until == before) {
      return;
    }
    try {
      AllocationSites.settle(cell);
    } finally {
      cell.scope = before;
      span(cell, until, before);
    }
  }

  /** The calling thread begins to run. */
  static void begins(Cell cell) {
    AllocationSites.settle(cell);
    if (cell.span == null) {
      span(cell, null, cell.scope);
    }
  }

  /** The calling thread is about to end. */
  static void ends(Cell cell) {
    AllocationSites.settle(cell);
    span(cell, cell.scope, null);
  }

  private static void span(Cell cell, @Nullable Scope before, @Nullable Scope after) {
    SpanListener listener = spans;
    if (listener == null || cell.inside > 0) {
      return;
    }
    cell.inside++;
    try {
      cell.span = listener.changed(cell.span, before, after);
    } catch (Throwable unexpected) {
      Sites.fault();
    } finally {
      cell.inside--;
    }
  }
}
