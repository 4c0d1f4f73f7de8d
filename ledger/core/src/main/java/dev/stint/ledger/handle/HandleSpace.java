package dev.stint.ledger.handle;

import dev.stint.ledger.Scope;
import java.util.List;

/**
 * The tables between which handles may be handed on, with the one lock of their graph.
 *
 * <p>Lock discipline: every change of a table or of the graph is made under the lock; nothing is
 * reserved, released or called back under it, and the lock is never taken inside the gate. Ledgers
 * are charged before and released after. Looking a handle up takes no lock.
 */
public final class HandleSpace {
  /** The most slots that one table may have. */
  public static final int LARGEST = 1 << 16;

  final Object lock = new Object();

  /**
   * A table of a session; it ends with the scope.
   *
   * @param capacity how many handles it may hold, 1 to {@link #LARGEST}
   */
  public HandleTable table(Scope scope, int capacity) {
    if (capacity < 1 || capacity > LARGEST) {
      throw new IllegalArgumentException("handle table of [" + capacity + "] slots");
    }
    HandleTable table = new HandleTable(this, scope, capacity);
    if (!scope.own(table)) {
      table.scopeCloses();
    }
    return table;
  }

  /** Releases what edges owned; outside the lock. */
  static void release(List<AutoCloseable> owned) {
    for (AutoCloseable each : owned) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("a reservation does not throw", e);
      }
    }
  }
}
