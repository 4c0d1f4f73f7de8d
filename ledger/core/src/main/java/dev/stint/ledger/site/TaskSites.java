package dev.stint.ledger.site;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Scope;

/**
 * Tasks of thread pools: a task works for the scope that submitted it, whichever worker runs it.
 * Kept beside the task and not around it, so that the pool's queue and {@code remove} see the
 * caller's own object.
 */
public final class TaskSites {
  private static final Charges TASKS = new Charges();

  private TaskSites() {}

  /** A task was handed to a pool. */
  public static void submitted(Object task) {
    if (task == null) {
      return;
    }
    Cell cell = Cell.current();
    if (cell.inside > 0) {
      return;
    }
    try {
      TASKS.note(task, Sites.payer(cell));
    } catch (Throwable unexpected) {
      Sites.fault();
    }
  }

  /** Runs a task on a pool's worker for the scope that submitted it. */
  public static void run(Runnable task) {
    Charge noted = TASKS.remove(task);
    if (noted == null) {
      task.run();
      return;
    }
    Cell cell = Cell.current();
    Scope before = cell.scope;
    cell.scope = noted.scope;
    try {
      task.run();
    } finally {
      cell.scope = before;
    }
  }

  static int expunge() {
    return TASKS.expunge();
  }
}
