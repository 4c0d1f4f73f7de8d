package dev.stint.report;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the parser on a daemon thread and gives up on it after a time. The JDK's parser follows
 * offsets that the file names; a made-up file can lead it in circles, and it cannot be stopped.
 */
final class Watchdog {
  private Watchdog() {}

  static <T> T call(Callable<T> parse, Duration longest, String name) throws ReportException {
    FutureTask<T> task = new FutureTask<>(parse);
    Thread thread = new Thread(task, "stint-report");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      task.cancel(true);
      throw ReportException.tooSlow(name, longest.toMillis() + "ms");
    } catch (InterruptedException stopped) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw ReportException.tooSlow(name, "interrupted");
    } catch (ExecutionException | CancellationException failed) {
      if (failed.getCause() instanceof ReportException known) {
        throw known;
      }
      throw ReportException.damaged(name, String.valueOf(failed.getCause()));
    }
  }
}
