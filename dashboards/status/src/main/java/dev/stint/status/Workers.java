package dev.stint.status;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Two daemon threads that read requests and write responses, each exchange within a deadline.
 *
 * <p>The JDK's server reads a request on the thread that the executor gives it, without a timeout
 * of its own. Past the deadline that thread is interrupted, which closes the channel it is blocked
 * on: a slow client loses its connection, not the others their page.
 */
final class Workers implements Executor, AutoCloseable {
  static final int THREADS = 2;
  static final int WAITING = 32;

  private final ThreadPoolExecutor pool;
  private final ScheduledThreadPoolExecutor watch;
  private final long deadlineMillis;

  Workers(long deadlineMillis) {
    this.deadlineMillis = deadlineMillis;
    pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> daemon(task, "stint-status"));
    pool.allowCoreThreadTimeOut(true);
    watch = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "stint-status-watch"));
    watch.setRemoveOnCancelPolicy(true);
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  @Override
  public void execute(Runnable exchange) {
    try {
      pool.execute(() -> withDeadline(exchange));
    } catch (RejectedExecutionException full) {
      refuse(exchange);
    }
  }

  private void withDeadline(Runnable exchange) {
    Deadline deadline = new Deadline(Thread.currentThread());
    Future<?> alarm = watch.schedule(deadline, deadlineMillis, TimeUnit.MILLISECONDS);
    try {
      exchange.run();
    } finally {
      deadline.met();
      alarm.cancel(false);
    }
  }

  /** Runs the exchange interrupted: its first read closes the connection. Nothing else would. */
  private static void refuse(Runnable exchange) {
    Thread.currentThread().interrupt();
    try {
      exchange.run();
    } finally {
      Thread.interrupted();
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
    watch.shutdownNow();
  }

  /** Interrupts its thread unless the exchange ended before. */
  private static final class Deadline implements Runnable {
    private final Thread worker;
    private boolean met;

    Deadline(Thread worker) {
      this.worker = worker;
    }

    @Override
    public synchronized void run() {
      if (!met) {
        worker.interrupt();
      }
    }

    /** Called by the worker; afterwards it is not interrupted. */
    synchronized void met() {
      met = true;
      Thread.interrupted();
    }
  }
}
