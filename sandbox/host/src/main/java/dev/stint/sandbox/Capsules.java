package dev.stint.sandbox;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.SnapshotSection;
import dev.stint.ledger.jfr.CapsuleRunEvent;
import dev.stint.meter.Meter;
import dev.stint.meter.MeterOptions;
import dev.stint.meter.ModuleRefused;
import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.spi.CapsuleEngines;
import dev.stint.sandbox.spi.EngineRefused;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs capsules on one engine. Thread-safe: each run has a thread, an instance and a scope of its
 * own, and what it cost to meter and load a module is paid once for the same content.
 */
public final class Capsules implements AutoCloseable {
  private static final long CACHE_BYTES = 256L << 20;
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Names of run scopes are unique in the JVM, whichever host runs them. */
  private static final AtomicLong NAMES = new AtomicLong();

  private final CapsuleEngine engine;
  private final long fuelSlice;
  private final AtomicLong runs = new AtomicLong();
  private final ModuleCache cache = new ModuleCache(CACHE_BYTES);
  private final ScheduledThreadPoolExecutor deadlines;

  private Capsules(CapsuleEngine engine, long fuelSlice) {
    this.engine = engine;
    this.fuelSlice = fuelSlice;
    this.deadlines = new ScheduledThreadPoolExecutor(1, Capsules::daemon);
    this.deadlines.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "stint-deadlines");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Opens the engine of that name, {@code graal} or {@code chicory}.
   *
   * @throws dev.stint.sandbox.spi.EngineFailure when it is not on the class path or cannot start
   */
  public static Capsules open(String engineName) {
    return on(CapsuleEngines.byName(engineName));
  }

  /** Runs on that engine, which is closed with this object. */
  public static Capsules on(CapsuleEngine engine) {
    return new Capsules(engine, FuelTank.DEFAULT_SLICE);
  }

  /**
   * The same with another slice of fuel: how many instructions a run reserves at a time, {@code
   * 10M} otherwise. A smaller slice leaves less unused in a principal's ledger while runs share it.
   */
  public static Capsules on(CapsuleEngine engine, long fuelSlice) {
    if (fuelSlice < 1) {
      throw new IllegalArgumentException(
          "fuel slice must be at least 1: given [" + fuelSlice + "]");
    }
    return new Capsules(engine, fuelSlice);
  }

  /** The engine's name and how it runs code, such as {@code graal, jit GraalVM CE}. */
  public String engineState() {
    return engine.name() + ", " + engine.state();
  }

  /** The engine's state and the number of runs so far, for snapshots. */
  public SnapshotSection section() {
    return new SnapshotSection() {
      @Override
      public String name() {
        return "sandbox";
      }

      @Override
      public Object content() {
        return Map.of("engine", engine.name(), "state", engine.state(), "runs", runs.get());
      }
    };
  }

  /**
   * Runs a capsule and waits for its end; when the calling thread is interrupted, the run is
   * cancelled. A guest that was stopped inside a host function that does not react is left to end
   * by itself after 2 seconds; until then it stays charged.
   */
  public RunResult run(CapsuleRun run) {
    runs.incrementAndGet();
    RunControl control = new RunControl();
    String name = "run-" + NAMES.incrementAndGet();
    RunThread thread = new RunThread(run, control, name);
    try {
      GuestStack.start("stint-" + name, thread);
    } catch (OutOfMemoryError e) {
      return new RunResult(Outcomes.hostFailed(run, e), RunUsage.NOTHING);
    }
    boolean interrupted = false;
    while (!control.hasSettled(GRACE_NANOS)) {
      if (Thread.interrupted()) {
        interrupted = true;
        control.stop(RunControl.Stop.CANCELLED);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    RunResult result = thread.result;
    return result == null ? new RunResult(Outcomes.stuck(run, control), RunUsage.NOTHING) : result;
  }

  private LoadedCapsule load(CapsuleRun run) throws CapsuleRefused {
    String hash = ModuleCache.hash(run.module());
    LoadedCapsule known = cache.get(hash);
    if (known != null) {
      return known;
    }
    try {
      LoadedCapsule loaded =
          LoadedCapsule.load(
              run.name(), Meter.rewrite(run.module(), MeterOptions.defaults()), engine);
      cache.put(hash, loaded);
      return loaded;
    } catch (ModuleRefused e) {
      throw new CapsuleRefused(e);
    } catch (EngineRefused e) {
      throw new CapsuleRefused(
          "STINT-H011",
          "module not valid for the engine: capsule ["
              + PrincipalName.printable(run.name())
              + "], engine ["
              + engine.name()
              + "], reason ["
              + e.getMessage()
              + "]");
    }
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    engine.close();
  }

  /** The work of a guest's thread. */
  private final class RunThread implements Runnable {
    private final CapsuleRun order;
    private final RunControl control;
    private final String name;
    private @Nullable ScheduledFuture<?> deadline;
    volatile @Nullable RunResult result;

    RunThread(CapsuleRun order, RunControl control, String name) {
      this.order = order;
      this.control = control;
      this.name = name;
    }

    @Override
    public void run() {
      CapsuleRunEvent event = new CapsuleRunEvent();
      event.begin();
      RunResult ended = new RunResult(Outcomes.unknown(order), RunUsage.NOTHING);
      try {
        ended = loadAndRun();
        write(event, ended);
      } finally {
        result = ended;
        control.settled();
      }
    }

    private RunResult loadAndRun() {
      try {
        LoadedCapsule capsule = load(order);
        EntryPoint entry = EntryPoint.of(order, capsule.functions());
        try (Scope scope = order.principal().child(ScopeKind.INVOCATION, name)) {
          return invoke(new Invocation(order, capsule, entry, control, scope, fuelSlice));
        }
      } catch (Exception | Error e) {
        return new RunResult(Outcomes.of(e, order, control), RunUsage.NOTHING);
      }
    }

    private RunResult invoke(Invocation invocation) {
      long startNanos = System.nanoTime();
      long startCpuNanos = GuestStack.cpuNanos();
      RunOutcome outcome;
      RunUsage usage;
      try {
        outcome = outcome(invocation);
      } finally {
        ScheduledFuture<?> timer = deadline;
        if (timer != null) {
          timer.cancel(false);
        }
        usage = invocation.settle(startNanos, startCpuNanos);
      }
      return new RunResult(outcome, usage);
    }

    private RunOutcome outcome(Invocation invocation) {
      try {
        return invocation.execute(this::startDeadline);
      } catch (Exception | Error e) {
        RunOutcome outcome = Outcomes.of(e, order, control);
        boolean deep = outcome instanceof RunOutcome.Trapped && invocation.depthExhausted();
        return deep ? Outcomes.tooDeep(order) : outcome;
      }
    }

    private void startDeadline() {
      long nanos = order.limits().timeoutNanos();
      if (nanos != RunLimits.NONE) {
        Runnable stop = () -> control.stop(RunControl.Stop.DEADLINE);
        deadline = deadlines.schedule(stop, nanos, TimeUnit.NANOSECONDS);
      }
    }

    private void write(CapsuleRunEvent event, RunResult ended) {
      event.end();
      if (event.shouldCommit()) {
        event.principal = order.principal().principalName();
        event.capsule = PrincipalName.printable(order.name());
        event.engine = engine.name();
        event.outcome = ended.outcome().word();
        event.fuel = ended.usage().fuel();
        event.memoryPeakBytes = ended.usage().memoryPeakBytes();
        event.hostCalls = ended.usage().hostCalls();
        event.commit();
      }
    }
  }
}
