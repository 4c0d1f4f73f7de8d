package dev.stint.agent.dist.guest;

import dev.stint.ledger.Resource;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Schedules timers up to a limit of two and beyond, and ends them in every way. */
public final class Timers {
  private Timers() {}

  public static void main(String[] args) throws Exception {
    executor();
    completableFuture();
    timer();
    Held.await(Resource.TIMERS, 0);
  }

  private static void executor() throws Exception {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    ScheduledFuture<?> first = executor.schedule(() -> {}, 1, TimeUnit.HOURS);
    ScheduledFuture<?> second = executor.schedule(() -> {}, 1, TimeUnit.HOURS);
    try {
      executor.schedule(() -> Held.say("third", "ran"), 0, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      Held.say(e.getClass().getName(), e.getMessage());
    }
    Held.say("queued", executor.getQueue().size());
    first.cancel(false);
    second.cancel(true);
    second.cancel(true);
    Held.say("held", Held.now(Resource.TIMERS));
    CountDownLatch runs = new CountDownLatch(3);
    ScheduledFuture<?> periodic =
        executor.scheduleAtFixedRate(runs::countDown, 0, 1, TimeUnit.MILLISECONDS);
    runs.await();
    Held.say("periodic", Held.now(Resource.TIMERS));
    periodic.cancel(false);
    ScheduledFuture<?> fails =
        executor.schedule(
            () -> {
              throw new IllegalStateException("fails");
            },
            0,
            TimeUnit.SECONDS);
    try {
      fails.get();
    } catch (java.util.concurrent.ExecutionException e) {
      Held.say("held after a failure", Held.now(Resource.TIMERS));
    }
    executor.shutdown();
    try {
      executor.schedule(() -> {}, 1, TimeUnit.HOURS);
    } catch (RejectedExecutionException e) {
      Held.say("held after a rejection", Held.now(Resource.TIMERS));
    }
    executor.awaitTermination(20, TimeUnit.SECONDS);
  }

  private static void completableFuture() throws Exception {
    CompletableFuture<String> done = new CompletableFuture<String>().orTimeout(1, TimeUnit.HOURS);
    Held.say("orTimeout", Held.now(Resource.TIMERS));
    done.complete("done");
    Held.await(Resource.TIMERS, 0);
    var soon = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);
    CompletableFuture.runAsync(() -> {}, soon).get();
    Held.await(Resource.TIMERS, 0);
  }

  private static void timer() throws Exception {
    Timer timer = new Timer(true);
    CountDownLatch runs = new CountDownLatch(4);
    timer.schedule(task(runs), 1, 1);
    TimerTask far = task(runs);
    timer.schedule(far, 3_600_000);
    try {
      timer.schedule(task(runs), 1);
    } catch (RejectedExecutionException e) {
      Held.say("Timer", e.getMessage());
    }
    far.cancel();
    timer.schedule(task(runs), 1);
    runs.await();
    timer.cancel();
    timer.purge();
    TimerTask[] leak = new TimerTask[1];
    while (Held.now(Resource.TIMERS) > 0) {
      leak[0] = null;
      System.gc();
    }
  }

  private static TimerTask task(CountDownLatch runs) {
    return new TimerTask() {
      @Override
      public void run() {
        runs.countDown();
      }
    };
  }
}
