package dev.stint.ledger.site;

import dev.stint.ledger.Carried;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Enforces;
import dev.stint.ledger.Headroom;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Verdict;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * The start and the end of threads. A thread is charged to the scope of its starter, and works for
 * that scope until something says otherwise; a denied thread was never started and may be started
 * later. The denial is a {@link ResourceLimitExceeded} and not an error like the JVM's own when it
 * is out of threads: pools roll back on both, but an error ends event loops. Not counted: threads
 * that the JVM or the JDK itself starts, and those attached by native code. Workers that serve
 * everyone are charged to the system alone.
 */
public final class ThreadSites implements Cell.Starters {
  /** Tells a new cell which scope started its thread. */
  public static final ThreadSites STARTERS = new ThreadSites();

  private static final Charges THREADS = new Charges();

  private ThreadSites() {}

  /**
   * A platform thread is about to start.
   *
   * @return the token for {@link #startFailed}, null when nothing was charged
   * @throws ResourceLimitExceeded when it must not start
   */
  @Enforces(Resource.THREADS)
  public static @Nullable Object starting(Object thread) {
    return starting(thread, Resource.THREADS);
  }

  /** The same for a virtual thread. */
  @Enforces(Resource.THREADS_VIRTUAL)
  public static @Nullable Object startingVirtual(Object thread) {
    return starting(thread, Resource.THREADS_VIRTUAL);
  }

  private static @Nullable Object starting(Object thread, Resource resource) {
    Cell cell = Cell.current();
    if (cell.inside > 0) {
      return null;
    }
    Headroom.require();
    cell.inside++;
    try {
      return isInternal(thread) ? null : charge(cell, thread, resource);
    } catch (ResourceLimitExceeded denied) {
      throw denied;
    } catch (Throwable unexpected) {
      Sites.fault();
      return null;
    } finally {
      cell.inside--;
    }
  }

  private static @Nullable Object charge(Cell cell, Object thread, Resource resource) {
    if (THREADS.find(thread) != null) {
      return null;
    }
    Reservation token = cell.adopt(resource, 1);
    if (token == null) {
      Scope payer = Sites.payer(cell);
      payer = isShared(thread) ? payer.root().system() : payer;
      Verdict verdict = payer.reserve(resource, 1);
      if (verdict instanceof Denied denied) {
        throw new ResourceLimitExceeded(denied);
      }
      token = (Reservation) verdict;
    }
    token.commit();
    if (THREADS.add(thread, token.scope(), token)) {
      return thread;
    }
    token.close();
    return null;
  }

  /** The start failed after {@link #starting} had charged it. */
  @Enforces(
      value = {Resource.THREADS, Resource.THREADS_VIRTUAL},
      step = Enforces.Step.RELEASE)
  public static void startFailed(@Nullable Object token) {
    if (token != null) {
      ended(token);
    }
  }

  /**
   * A platform thread begins to run what it was given: from here on its allocation is booked to the
   * scope that started it.
   */
  public static void runs() {
    Principal.begins(Cell.current());
  }

  /** A thread is about to end, platform or virtual. No allocation for a thread that was counted. */
  @Enforces(
      value = {Resource.THREADS, Resource.THREADS_VIRTUAL},
      step = Enforces.Step.RELEASE)
  public static void exiting(Object thread) {
    try {
      if (thread == Thread.currentThread()) {
        Principal.ends(Cell.current());
        Cell.discard();
      }
    } finally {
      ended(thread);
    }
  }

  private static void ended(Object thread) {
    Charge charge = THREADS.remove(thread);
    if (charge != null) {
      charge.end();
    }
  }

  /**
   * A pool's worker ends on the calling thread, and may start its replacement there: that takes
   * over the charge, or a pool at its limit would lose its last worker. Returns the token for
   * {@link #workerEnded}.
   */
  public static @Nullable Object workerEnds() {
    Thread worker = Thread.currentThread();
    Charge charge = THREADS.remove(worker);
    Reservation token = charge == null ? null : charge.token;
    return token == null ? null : new HandOver(worker, token, Scope.carry(token));
  }

  /** Nobody took it over: it is given back when the thread ends. */
  public static void workerEnded(@Nullable Object token) {
    if (token instanceof HandOver handOver) {
      boolean adopted = handOver.carried.adopted();
      handOver.carried.close();
      if (!adopted) {
        THREADS.add(handOver.worker, handOver.token.scope(), handOver.token);
      }
    }
  }

  /** The hooks of the application are about to start: a denial would lose the rest of them. */
  public static void shutdownBegins() {
    Cell.current().inside++;
  }

  /** They have ended. */
  public static void shutdownEnds() {
    Cell.current().inside--;
  }

  @Override
  public @Nullable Scope starterOf(Thread thread) {
    Charge charge = THREADS.find(thread);
    Scope scope = charge == null ? null : charge.scope;
    return scope == null || scope.parent() == null ? null : scope;
  }

  @Enforces(
      value = {Resource.THREADS, Resource.THREADS_VIRTUAL},
      step = Enforces.Step.RELEASE)
  static int expunge() {
    return THREADS.expunge();
  }

  /** Threads that the JDK starts for itself, whoever happens to cause it; no guest can make one. */
  private static boolean isInternal(Object thread) {
    Class<?> type = thread.getClass();
    if (type == Thread.class || type.getClassLoader() != null) {
      return false;
    }
    String name = type.getName();
    return name.equals("jdk.internal.misc.InnocuousThread")
        || name.equals("jdk.internal.misc.CarrierThread")
        || name.equals("java.util.concurrent.DelayScheduler");
  }

  /** Workers of the common pool serve everyone: no guest pays for them. */
  private static boolean isShared(Object thread) {
    return thread instanceof ForkJoinWorkerThread worker
        && worker.getPool() == ForkJoinPool.commonPool();
  }

  /** The charge of a worker on its way to the next one. */
  private static final class HandOver {
    final Thread worker;
    final Reservation token;
    final Carried carried;

    HandOver(Thread worker, Reservation token, Carried carried) {
      this.worker = worker;
      this.token = token;
      this.carried = carried;
    }
  }
}
