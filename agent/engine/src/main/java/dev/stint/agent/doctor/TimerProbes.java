package dev.stint.agent.doctor;

import static dev.stint.agent.doctor.Probe.expect;

import dev.stint.ledger.Resource;
import dev.stint.ledger.site.TimerLimitExceeded;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Probes of the JDK's three kinds of timers. */
final class TimerProbes {
  private static final long SECONDS = 2;

  private TimerProbes() {}

  /** The probes of that release. */
  static List<Probe> all(int feature) {
    return feature >= 25 ? List.of(executor(), forkJoin(), util()) : List.of(executor(), util());
  }

  private static Probe executor() {
    return new Probe(
        "timer.executor",
        Resource.TIMERS,
        ledger -> {
          ScheduledThreadPoolExecutor timers = timers();
          try {
            Future<?> far = timers.schedule(() -> {}, 1, TimeUnit.HOURS);
            expect(ledger.used(Resource.TIMERS) == 1, "a scheduled timer was not counted");
            far.cancel(false);
            timers.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).get(SECONDS, TimeUnit.SECONDS);
            ledger.expectGivenBack(Resource.TIMERS, "an ended timer was not given back");
          } finally {
            timers.shutdownNow();
          }
        },
        ledger -> {
          ScheduledThreadPoolExecutor timers = timers();
          try {
            timers.schedule(() -> {}, 1, TimeUnit.HOURS);
          } catch (TimerLimitExceeded denied) {
            expect(timers.getQueue().isEmpty(), "a denied timer was queued");
            return;
          } finally {
            timers.shutdownNow();
          }
          throw new Probe.Finding("a timer beyond the limit was scheduled");
        });
  }

  private static ScheduledThreadPoolExecutor timers() {
    return new ScheduledThreadPoolExecutor(1, ThreadProbes::daemon);
  }

  private static Probe forkJoin() {
    return new Probe(
        "timer.forkjoin", Resource.TIMERS, TimerProbes::poolCounts, TimerProbes::poolDenies);
  }

  private static void poolCounts(ProbeLedger ledger) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      Future<?> far = schedule(pool, 1, TimeUnit.HOURS);
      expect(ledger.used(Resource.TIMERS) == 1, "a scheduled timer was not counted");
      far.cancel(false);
      schedule(pool, 1, TimeUnit.MILLISECONDS).get(SECONDS, TimeUnit.SECONDS);
      ledger.expectGivenBack(Resource.TIMERS, "an ended timer was not given back");
    } finally {
      pool.shutdownNow();
    }
  }

  private static void poolDenies(ProbeLedger ledger) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      schedule(pool, 1, TimeUnit.HOURS);
    } catch (InvocationTargetException e) {
      expect(e.getCause() instanceof TimerLimitExceeded, "unexpected " + e.getCause());
      return;
    } finally {
      pool.shutdownNow();
    }
    throw new Probe.Finding("a timer beyond the limit was scheduled");
  }

  /** By reflection: this module is compiled for 17, the method is of 25. */
  private static Future<?> schedule(ForkJoinPool pool, long delay, TimeUnit unit)
      throws ReflectiveOperationException {
    return (Future<?>)
        ForkJoinPool.class
            .getMethod("schedule", Runnable.class, long.class, TimeUnit.class)
            .invoke(pool, (Runnable) () -> {}, delay, unit);
  }

  private static Probe util() {
    return new Probe(
        "timer.util",
        Resource.TIMERS,
        ledger -> {
          Timer timer = new Timer("stint-probe", true);
          CountDownLatch fired = new CountDownLatch(1);
          TimerTask far = task(() -> {});
          timer.schedule(far, TimeUnit.HOURS.toMillis(1));
          expect(ledger.used(Resource.TIMERS) == 1, "a scheduled timer was not counted");
          far.cancel();
          timer.schedule(task(fired::countDown), 1);
          ThreadProbes.await(fired);
          timer.cancel();
          ledger.expectGivenBack(Resource.TIMERS, "an ended timer was not given back");
        },
        ledger -> {
          Timer timer = new Timer("stint-probe", true);
          try {
            timer.schedule(task(() -> {}), TimeUnit.HOURS.toMillis(1));
          } catch (TimerLimitExceeded denied) {
            return;
          } finally {
            timer.cancel();
          }
          throw new Probe.Finding("a timer beyond the limit was scheduled");
        });
  }

  private static TimerTask task(Runnable work) {
    return new TimerTask() {
      @Override
      public void run() {
        work.run();
      }
    };
  }
}
