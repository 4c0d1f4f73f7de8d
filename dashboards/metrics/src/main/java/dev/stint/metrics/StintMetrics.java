package dev.stint.metrics;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Snapshot;
import dev.stint.ledger.SnapshotSource;
import dev.stint.ledger.Snapshots;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Binds the figures of the ledgers to a registry.
 *
 * <p>Accuracy: the meters show the last snapshot, which is as old as the interval at most. Figures
 * of principals and the scopes above them only; those of sessions are in their principal.
 *
 * <p>Threading: one daemon thread, from the first {@link #bindTo} to {@link #close}, takes the
 * snapshots and adds the meters of principals that are new and removes those of closed ones.
 * Thread-safe.
 *
 * <p>Failure: a snapshot that cannot be taken leaves the meters as they are.
 */
public final class StintMetrics implements MeterBinder, AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final SnapshotSource source;
  private final Duration interval;
  private final Rows rows = new Rows();
  private final List<RowMeters> registries = new ArrayList<>();
  private final Map<RowKey, Row> current = new ConcurrentHashMap<>();
  private volatile long faults;
  private @Nullable ScheduledThreadPoolExecutor timer;

  /** The ledgers, looked at every five seconds. */
  public StintMetrics(Ledgers ledgers) {
    this(new Snapshots(ledgers), INTERVAL);
  }

  /** A source that is asked once in each interval. */
  public StintMetrics(SnapshotSource source, Duration interval) {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("interval must be at least a millisecond");
    }
    this.source = source;
    this.interval = interval;
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    Gauge.builder("stint.faults", this, metrics -> metrics.faults)
        .description("Counters that went below zero; 0 unless Stint is wrong")
        .register(registry);
    registries.add(new RowMeters(registry, current));
    refresh();
    if (timer == null) {
      timer = timer();
    }
  }

  private ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor made =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "stint-metrics");
              thread.setDaemon(true);
              return thread;
            });
    long millis = interval.toMillis();
    made.scheduleWithFixedDelay(this::refreshOrKeep, millis, millis, TimeUnit.MILLISECONDS);
    return made;
  }

  /** A failure must not end the timer; the figures of before stay. */
  private void refreshOrKeep() {
    try {
      refresh();
    } catch (RuntimeException failed) {
      System.getLogger("dev.stint.metrics")
          .log(System.Logger.Level.DEBUG, "snapshot not available", failed);
    }
  }

  /** Takes a snapshot now; the thread does so by itself in each interval. */
  public synchronized void refresh() {
    Snapshot snapshot = source.snapshot();
    Map<RowKey, Row> next = rows.update(snapshot);
    faults = snapshot.faults();
    current.keySet().retainAll(next.keySet());
    current.putAll(next);
    for (RowMeters meters : registries) {
      meters.match();
    }
  }

  /** Ends the thread; the meters keep their last values. */
  @Override
  public synchronized void close() {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
    }
  }
}
