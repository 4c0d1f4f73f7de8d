package dev.stint.ledger.site;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RunnableScheduledFuture;

/**
 * Tasks of pools: a task works for the scope that submitted it, whichever worker runs it, and a
 * worker is paid for by who made its pool. Kept beside the task and not around it, so that the
 * pool's queue and {@code remove} see the caller's own object.
 */
public final class TaskSites {
  private static final Charges TASKS = new Charges();
  private static final Charges POOLS = new Charges();

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
    // A periodic task is submitted once and runs often.
    boolean again = task instanceof RunnableScheduledFuture;
    Charge noted = again ? TASKS.find(task) : TASKS.remove(task);
    if (noted == null) {
      task.run();
      return;
    }
    Cell cell = Cell.current();
    Scope before = cell.scope;
    Principal.become(cell, noted.scope);
    try {
      task.run();
    } finally {
      Principal.restore(cell, before);
    }
  }

  /**
   * A task was handed to a fork-join pool, or forked. Only work of somebody is noted: forks are
   * many, and a worker without a scope works for nobody in particular anyway.
   */
  public static void forked(Object task) {
    Cell cell = Cell.current();
    Scope scope = cell.scope;
    if (scope == null || cell.inside > 0) {
      return;
    }
    try {
      TASKS.note(task, scope);
    } catch (Throwable unexpected) {
      Sites.fault();
    }
  }

  /**
   * A task was handed to a fork-join pool. Not noted for pools of the JDK itself: the scheduler of
   * virtual threads runs continuations, and each virtual thread knows its own scope. The common
   * pool runs tasks of everyone and is none of them, whoever made it.
   */
  public static void poolForked(Object pool, Object task) {
    Charge owner = POOLS.find(pool);
    boolean servesAll = owner != null && owner.scope != null && owner.scope.parent() == null;
    if (!servesAll || pool == ForkJoinPool.commonPool()) {
      forked(task);
    }
  }

  /** A fork-join task begins; returns the token for {@link #ended}, null for nothing to undo. */
  public static @Nullable Object begins(Object task) {
    Charge noted = TASKS.remove(task);
    if (noted == null) {
      return null;
    }
    Cell cell = Cell.current();
    Scope before = Sites.payer(cell);
    Principal.become(cell, noted.scope);
    return before;
  }

  /** It ended. */
  public static void ended(@Nullable Object token) {
    if (token != null) {
      Principal.restore(Cell.current(), (Scope) token);
    }
  }

  /** A thread pool was made: who made it pays for its workers. */
  public static void poolMade(Object pool) {
    Cell cell = Cell.current();
    if (cell.inside > 0) {
      return;
    }
    try {
      POOLS.note(pool, Sites.payer(cell));
    } catch (Throwable unexpected) {
      Sites.fault();
    }
  }

  /** A pool starts a worker on the calling thread; returns the token for {@link #ended}. */
  public static @Nullable Object workerStarts(Object pool) {
    Charge owner = POOLS.find(pool);
    if (owner == null || pool == ForkJoinPool.commonPool()) {
      return null;
    }
    Cell cell = Cell.current();
    Scope before = Sites.payer(cell);
    Principal.become(cell, owner.scope);
    return before;
  }

  /**
   * The JDK makes something for everyone, on the thread that happens to need it first: the system
   * alone pays for its threads. Returns the token for {@link #ended}.
   */
  public static @Nullable Object servesAll() {
    Cell cell = Cell.current();
    Scope before = Sites.payer(cell);
    Principal.become(cell, before.root().system());
    return before;
  }

  static int expunge() {
    return TASKS.expunge() + POOLS.expunge();
  }
}
