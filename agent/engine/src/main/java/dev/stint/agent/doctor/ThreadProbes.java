package dev.stint.agent.doctor;

import static dev.stint.agent.doctor.Probe.expect;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Probes of threads and of tasks of pools. */
final class ThreadProbes {
  private static final long MILLIS = 2_000;

  private ThreadProbes() {}

  /** The probes of that release. */
  static List<Probe> all(int feature) {
    return feature >= 21
        ? List.of(platform(), virtual(), task(), fork())
        : List.of(platform(), task(), fork());
  }

  private static Probe platform() {
    return new Probe(
        "thread.start", Resource.THREADS, ThreadProbes::startCounts, ThreadProbes::startDenies);
  }

  private static void startCounts(ProbeLedger ledger) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = new Thread(() -> await(end), "stint-probe");
    thread.setDaemon(true);
    thread.start();
    long held = ledger.used(Resource.THREADS);
    end.countDown();
    thread.join(MILLIS);
    expect(held == 1, "a started thread was not counted");
    ledger.expectGivenBack(Resource.THREADS, "an ended thread was not given back");
  }

  private static void startDenies(ProbeLedger ledger) throws Exception {
    Thread thread = new Thread(() -> {}, "stint-probe");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (ResourceLimitExceeded denied) {
      expect(thread.getState() == Thread.State.NEW, "a denied thread was started");
      return;
    }
    throw new Probe.Finding("a thread beyond the limit was started");
  }

  private static Probe virtual() {
    return new Probe(
        "thread.virtual",
        Resource.THREADS_VIRTUAL,
        ThreadProbes::virtualCounts,
        ThreadProbes::virtualDenies);
  }

  private static void virtualCounts(ProbeLedger ledger) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = startVirtual(() -> await(end));
    long held = ledger.used(Resource.THREADS_VIRTUAL);
    end.countDown();
    thread.join(MILLIS);
    expect(held == 1, "a started virtual thread was not counted");
    ledger.expectGivenBack(Resource.THREADS_VIRTUAL, "an ended one was not given back");
  }

  private static void virtualDenies(ProbeLedger ledger) throws Exception {
    try {
      startVirtual(() -> {});
    } catch (InvocationTargetException e) {
      expect(e.getCause() instanceof ResourceLimitExceeded, "unexpected " + e.getCause());
      return;
    }
    throw new Probe.Finding("a virtual thread beyond the limit was started");
  }

  /** By reflection: this module is compiled for 17. */
  private static Thread startVirtual(Runnable task) throws ReflectiveOperationException {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    return (Thread) start.invoke(null, task);
  }

  private static Probe task() {
    return new Probe("task.pool", Resource.THREADS, ThreadProbes::taskKeepsScope, Probe.NONE);
  }

  private static void taskKeepsScope(ProbeLedger ledger) throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ThreadProbes::daemon);
    Cell cell = Cell.current();
    Scope own = ledger.scope();
    try {
      cell.scope = own.root().principal("other");
      pool.submit(() -> {}).get(MILLIS, TimeUnit.MILLISECONDS);
      cell.scope = own;
      Scope seen = pool.submit(() -> Cell.current().scope).get(MILLIS, TimeUnit.MILLISECONDS);
      expect(seen == own, "a task ran for its worker's scope");
    } finally {
      cell.scope = own;
      pool.shutdownNow();
    }
  }

  private static Probe fork() {
    return new Probe("task.forkjoin", Resource.THREADS, ThreadProbes::forkKeepsScope, Probe.NONE);
  }

  private static void forkKeepsScope(ProbeLedger ledger) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    Cell cell = Cell.current();
    Scope own = ledger.scope();
    try {
      cell.scope = own.root().principal("other");
      pool.submit(() -> {}).get(MILLIS, TimeUnit.MILLISECONDS);
      cell.scope = own;
      Scope seen = pool.submit(() -> Cell.current().scope).get(MILLIS, TimeUnit.MILLISECONDS);
      expect(seen == own, "a task ran for its worker's scope");
    } finally {
      cell.scope = own;
      pool.shutdownNow();
    }
  }

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "stint-probe");
    thread.setDaemon(true);
    return thread;
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await(MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
