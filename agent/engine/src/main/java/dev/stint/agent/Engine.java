package dev.stint.agent;

import dev.stint.agent.alloc.AllocationEngine;
import dev.stint.agent.control.LiveControl;
import dev.stint.agent.doctor.Doctor;
import dev.stint.agent.doctor.HookTableText;
import dev.stint.agent.principal.Principals;
import dev.stint.agent.report.AddressFile;
import dev.stint.agent.report.DenialLog;
import dev.stint.agent.report.ExitReport;
import dev.stint.agent.report.LastHook;
import dev.stint.agent.report.Section;
import dev.stint.agent.weave.EntryPoints;
import dev.stint.agent.weave.GapWatch;
import dev.stint.agent.weave.GuestTransformer;
import dev.stint.agent.weave.JdkTransformer;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Snapshots;
import dev.stint.ledger.site.Principal;
import dev.stint.ledger.site.SocketSites;
import dev.stint.ledger.site.ThreadSites;
import dev.stint.profiles.ProfileDocument;
import java.lang.instrument.Instrumentation;
import java.util.List;

/** The running agent: hooks woven, limits bound, guests watched. One per JVM. */
public final class Engine {
  private final Options options;
  private final Log log;
  private final Ledgers ledgers = Ledgers.jvm();
  private final Snapshots snapshots = new Snapshots(ledgers);
  private final GapWatch gaps = new GapWatch();
  private final DenialLog denials;
  private List<HookState> hooks = List.of();
  private @Nullable AllocationEngine allocation;
  private @Nullable LiveControl control;

  private Engine(Options options, Log log) {
    this.options = options;
    this.log = log;
    this.denials = new DenialLog(log);
  }

  /**
   * Starts the agent; {@code attached} says that the application runs already. What the calling
   * thread does meanwhile is not counted.
   *
   * @throws StartRefused with the one line when the operator asked for what cannot be had
   */
  public static Engine start(
      Options options, Instrumentation instrumentation, boolean attached, StatusPort status)
      throws StartRefused {
    Engine engine = new Engine(options, Log.open(options.log()));
    Cell cell = Cell.current();
    Scope before = cell.scope;
    Principal.become(cell, engine.ledgers.principal(PrincipalName.STINT));
    cell.inside++;
    try {
      engine.run(instrumentation, attached, status, cell);
      return engine;
    } finally {
      cell.inside--;
      Principal.restore(cell, before);
    }
  }

  private void run(Instrumentation instrumentation, boolean attached, StatusPort status, Cell cell)
      throws StartRefused {
    log.line("agent " + options.line());
    ProfileDocument profile = Profiles.read(options, log);
    boolean observe = options.mode() == Mode.OBSERVE;
    Principals principals = new Principals(ledgers, profile, observe, options.principals());
    Profiles.bind(principals, options, log);
    SocketSites.acceptDelay(options.acceptDelayMillis() * 1_000_000L);
    Cell.inherit(ThreadSites.STARTERS);
    ledgers.listen(denials);
    JdkTransformer jdk = JdkTransformer.install(instrumentation);
    boolean woven = Profiles.limitsAllocation(options, profile);
    AllocationEngine allocating = new AllocationEngine(instrumentation, ledgers, woven);
    allocation = allocating;
    counted(cell, allocating::start);
    List<HookState> found = new Doctor(jdk, Runtime.version().feature()).examine();
    found.add(allocating.state());
    hooks = List.copyOf(found);
    examined();
    if (options.control()) {
      Enforced enforced = new Enforced(hooks, woven);
      control = new LiveControl(ledgers, principals, observe, options.overrides(), enforced);
    }
    AddressFile address = new AddressFile();
    Housekeeper housekeeper = new Housekeeper(this, status, address);
    GuestTransformer guests =
        new GuestTransformer(
            principals,
            new EntryPoints(options.entries()),
            List.of(allocating::weave),
            gaps,
            housekeeper::mainRuns);
    instrumentation.addTransformer(guests, true);
    if (attached) {
      guests.catchUp(instrumentation);
    }
    snapshots.add(new Section("hooks", () -> HookTableText.section(hooks)));
    snapshots.add(new Section("agent", new AgentFacts(options, guests, principals, gaps)));
    LastHook.register(instrumentation, () -> atExit(address));
    counted(cell, housekeeper::start);
  }

  /** Our threads are counted, for {@code stint}; they start others that inherit it. */
  private static void counted(Cell cell, Runnable work) {
    cell.inside--;
    try {
      work.run();
    } finally {
      cell.inside++;
    }
  }

  private void examined() throws StartRefused {
    if (options.doctorPrints()) {
      System.out.print(HookTableText.table(hooks));
      System.out.flush();
    }
    List<HookState> missing =
        hooks.stream().filter(hook -> hook.state() == HookState.State.MISSING).toList();
    if (options.doctorExits()) {
      Runtime.getRuntime().halt(missing.isEmpty() ? 0 : 1);
    }
    for (HookState hook : missing) {
      String line =
          "hook missing: ["
              + hook.hook()
              + "], resource ["
              + hook.resource()
              + "], ["
              + hook.detail()
              + "]";
      if (options.failsOnMissingHook()) {
        throw new StartRefused(line + ", start stopped, see onMissingHook (STINT-A009)");
      }
      log.line(line + ", not counted (STINT-A009)");
    }
  }

  private void atExit(AddressFile address) {
    Cell.current().inside++;
    address.close();
    AllocationEngine allocating = allocation;
    if (allocating != null) {
      allocating.stop();
    }
    new ExitReport(ledgers, denials).print(log);
  }

  public Options options() {
    return options;
  }

  public Log log() {
    return log;
  }

  public Snapshots snapshots() {
    return snapshots;
  }

  /** What the self-test found. */
  public List<HookState> hooks() {
    return hooks;
  }

  Ledgers ledgers() {
    return ledgers;
  }

  /** What changes limits while the application runs, or null when nobody may. */
  @Nullable
  LiveControl control() {
    return control;
  }

  DenialLog denials() {
    return denials;
  }

  GapWatch gaps() {
    return gaps;
  }
}
