package dev.stint.sandbox;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Enforces;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import dev.stint.meter.Injected;
import dev.stint.sandbox.CountedFunction.HostCalls;
import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.GuestMemory;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.spi.CapsuleInstance;
import dev.stint.sandbox.wasi.HostCallGuard;
import dev.stint.sandbox.wasi.RandomSource;
import dev.stint.sandbox.wasi.Wasi;
import dev.stint.sandbox.wasi.WasiClock;
import dev.stint.sandbox.wasi.WasiConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One run on its thread: charge, instantiate, call, settle. Everything it holds is in {@link
 * #settle} given back, whatever happened before. One thread; {@link RunControl} is the way in for
 * others.
 */
final class Invocation {
  /** 2000-01-01T00:00:00Z, where the virtual clock starts; a reading moves it by a microsecond. */
  private static final long VIRTUAL_START_NANOS = 946_684_800L * 1_000_000_000L;

  private static final long VIRTUAL_STEP_NANOS = 1_000;
  private static final long SEED = 0x57494E54L;
  private static final int FUEL_READS = 3;

  private final CapsuleRun run;
  private final LoadedCapsule capsule;
  private final EntryPoint entry;
  private final RunControl control;
  private final Scope scope;
  private final FuelTank fuel;
  private final MemoryAccount memory;
  private final HostCalls hostCalls = new HostCalls();
  private final long fuelLimit;
  private final long memoryLimit;
  private @Nullable Wasi wasi;
  private @Nullable CapsuleInstance instance;
  private boolean started;

  Invocation(
      CapsuleRun run,
      LoadedCapsule capsule,
      EntryPoint entry,
      RunControl control,
      Scope scope,
      long fuelSlice) {
    this.run = run;
    this.capsule = capsule;
    this.entry = entry;
    this.control = control;
    this.scope = scope;
    this.fuel = new FuelTank(scope, fuelSlice);
    this.memory = new MemoryAccount(scope, HostPool.JVM);
    bind(Resource.FUEL, run.limits().fuel(), "run limit fuel");
    bind(Resource.LINEAR_MEMORY, run.limits().memoryBytes(), "run limit memory");
    this.fuelLimit = LedgerRoom.smallest(scope, Resource.FUEL);
    this.memoryLimit = LedgerRoom.smallest(scope, Resource.LINEAR_MEMORY);
  }

  private void bind(Resource resource, long amount, String origin) {
    if (amount != RunLimits.NONE) {
      scope.root().binder("sandbox").bind(scope, resource, Limit.hard(amount).from(origin));
    }
  }

  /** Runs the guest; {@code onStart} runs just before its first instruction. */
  RunOutcome execute(Runnable onStart) throws IOException, CapsuleRefused {
    CapsuleInstance guest = prepare();
    control.guestStarts(guest);
    onStart.run();
    setCeilings(guest);
    refuel(0);
    started = true;
    if (guest.hasExport(Injected.START)) {
      enter(guest, Injected.START);
    }
    String initializer = entry.initializer();
    if (initializer != null) {
      enter(guest, initializer);
    }
    GuestCalls calls = run.calls();
    if (calls != null) {
      return new RunOutcome.Returned(calls.make(new OpenGuest(guest)));
    }
    long[] results = enter(guest, entry.export(), entry.arguments());
    return entry.command()
        ? new RunOutcome.Exited(0)
        : new RunOutcome.Returned(entry.values(results));
  }

  /** Charges what the instance needs, then makes it. */
  @Enforces(Resource.CALLS_INFLIGHT)
  private CapsuleInstance prepare() throws IOException, CapsuleRefused {
    require(scope.charge(Resource.CALLS_INFLIGHT, 1));
    long initial = capsule.initialBytes() + capsule.tableBytes();
    long declared = capsule.ceilingPages() * MemoryAccount.PAGE_BYTES + capsule.tableBytes();
    require(memory.open(initial, Math.max(initial, Math.min(declared, memoryLimit))));
    Wasi opened = Wasi.open(wasiConfig());
    wasi = opened;
    CapsuleInstance made = capsule.module().instantiate(imports(opened.functions()));
    instance = made;
    return made;
  }

  private static void require(@Nullable Denied denied) {
    if (denied != null) {
      throw new ResourceLimitExceeded(denied);
    }
  }

  private List<HostFunction> imports(List<HostFunction> wasiFunctions) throws CapsuleRefused {
    List<HostFunction> functions = new ArrayList<>();
    for (HostFunction linked : new Imports(wasiFunctions, run.functions()).link(capsule.info())) {
      functions.add(new CountedFunction(linked, control, hostCalls));
    }
    functions.add(MeterFunctions.grow((from, to) -> memory.grow(from, to) ? 1 : 0));
    functions.add(MeterFunctions.fuel(this::fuelExhausted));
    return functions;
  }

  private WasiConfig wasiConfig() {
    List<String> arguments = new ArrayList<>();
    arguments.add(run.name());
    arguments.addAll(run.arguments());
    WasiConfig.Builder config =
        WasiConfig.builder()
            .arguments(arguments)
            .stdin(run.stdin())
            .stdout(run.stdout())
            .stderr(run.stderr())
            .guard(new LogGuard(scope));
    run.environment().forEach(config::environment);
    run.preopens()
        .forEach(
            dir -> {
              if (dir.readOnly()) {
                config.preopenReadOnly(dir.host(), dir.guest());
              } else {
                config.preopen(dir.host(), dir.guest());
              }
            });
    if (run.deterministic()) {
      config
          .clock(WasiClock.virtual(VIRTUAL_START_NANOS, VIRTUAL_STEP_NANOS))
          .random(RandomSource.seeded(SEED));
    }
    return config.build();
  }

  private void setCeilings(CapsuleInstance guest) {
    guest.call(Injected.CEILING_SET, capsule.ceilingPages());
    guest.call(Injected.TABLE_CEILING_SET, capsule.tableElements());
  }

  private long[] enter(CapsuleInstance guest, String export, long... arguments) {
    control.check();
    guest.call(Injected.DEPTH_SET, GuestStack.DEPTH_UNITS);
    return guest.call(export, arguments);
  }

  /** The guest as the host's own calls see it: only what the module itself exports. */
  private final class OpenGuest implements Guest {
    private final CapsuleInstance guest;

    OpenGuest(CapsuleInstance guest) {
      this.guest = guest;
    }

    @Override
    public long[] call(String export, long... arguments) {
      FunctionType type = capsule.functions().get(export);
      if (type == null || type.parameters().size() != arguments.length) {
        throw new IllegalArgumentException(
            "no such function: export ["
                + PrincipalName.printable(export)
                + "], arguments ["
                + arguments.length
                + "]");
      }
      return enter(guest, export, arguments);
    }

    @Override
    public GuestMemory memory() {
      return guest.memory();
    }
  }

  /** The hook of the metered code: the fuel is below zero. */
  private void fuelExhausted() {
    control.check();
    CapsuleInstance guest = instance;
    if (guest != null) {
      refuel(guest.call(Injected.FUEL_GET)[0]);
    }
  }

  /** Buys fuel and sets it. */
  private void refuel(long left) {
    CapsuleInstance guest = instance;
    long bought = fuel.refill(Math.max(0, -left));
    long now = left + bought;
    while (bought > 0 && now < 0) {
      bought = fuel.refill(-now);
      now += bought;
    }
    Denied denied = fuel.denied();
    if (denied != null) {
      // A wait for fuel that the deadline ended comes back as a denial.
      control.check();
      throw new ResourceLimitExceeded(denied);
    }
    if (guest != null) {
      guest.call(Injected.FUEL_SET, now);
    }
  }

  /** Whether the guest's last trap was the depth limit. */
  boolean depthExhausted() {
    CapsuleInstance guest = instance;
    return guest != null && read(guest, Injected.DEPTH_TRIPPED_GET, 0) != 0;
  }

  /** Reads what was used, gives everything back, closes. Never throws. */
  @Enforces(
      value = {Resource.CALLS_INFLIGHT, Resource.LINEAR_MEMORY, Resource.LINEAR_RESERVED},
      step = Enforces.Step.RELEASE)
  RunUsage settle(long startNanos, long startCpuNanos) {
    control.guestEnded();
    CapsuleInstance guest = instance;
    try {
      fuel.settle(started && guest != null ? read(guest, Injected.FUEL_GET, 0) : Long.MAX_VALUE);
      return usage(guest, startNanos, startCpuNanos);
    } finally {
      try {
        closeQuietly(guest);
        closeQuietly(wasi);
        memory.close();
      } finally {
        scope.close();
      }
    }
  }

  private RunUsage usage(@Nullable CapsuleInstance guest, long startNanos, long startCpuNanos) {
    long initial = guest == null ? 0 : capsule.initialBytes();
    long peak = guest == null ? 0 : pages(guest) * MemoryAccount.PAGE_BYTES;
    return new RunUsage(
        fuel.used(),
        shown(fuelLimit),
        initial,
        Math.max(initial, peak),
        shown(memoryLimit),
        guest == null ? 0 : deniedGrows(guest),
        hostCalls.count,
        System.nanoTime() - startNanos,
        GuestStack.cpuNanos() - startCpuNanos);
  }

  private static long pages(CapsuleInstance guest) {
    return read(guest, Injected.PAGES_GET, 0) & 0xFFFF_FFFFL;
  }

  private static long deniedGrows(CapsuleInstance guest) {
    return read(guest, Injected.GROW_DENIED_GET, 0) + read(guest, Injected.TABLE_DENIED_GET, 0);
  }

  private static long shown(long limit) {
    return limit == LedgerRoom.UNBOUNDED ? -1 : limit;
  }

  /** Reads a counter of the meter, also of a guest that was just stopped. */
  private static long read(CapsuleInstance guest, String counter, long otherwise) {
    for (int i = 0; i < FUEL_READS; i++) {
      try {
        return guest.call(counter)[0];
      } catch (RuntimeException | Error e) {
        // An interrupt that arrived late ends the first call after it.
        Thread.interrupted();
      }
    }
    return otherwise;
  }

  private static void closeQuietly(@Nullable AutoCloseable resource) {
    if (resource != null) {
      try {
        resource.close();
      } catch (Exception | Error e) {
        // The run is over and its ledgers are about to be given back: nothing depends on this.
        Thread.interrupted();
      }
    }
  }

  /** Charges what the guest writes to standard error: its log. Standard output is its work. */
  private record LogGuard(Scope scope) implements HostCallGuard {
    private static final int STDERR = 2;

    @Override
    public void enter(String function) {
      // Counted where all host functions are.
    }

    @Override
    @Enforces(Resource.LOG_BYTES)
    public void bytesOut(int descriptor, long bytes) {
      if (descriptor == STDERR) {
        require(scope.charge(Resource.LOG_BYTES, bytes));
      }
    }
  }
}
