package dev.stint.agent;

import dev.stint.agent.principal.Principals;
import dev.stint.agent.report.DenialLog;
import dev.stint.agent.report.ExitReport;
import dev.stint.agent.report.LastHook;
import dev.stint.agent.weave.GapWatch;
import dev.stint.agent.weave.GuestTransformer;
import dev.stint.agent.weave.JdkTransformer;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Snapshots;
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
  private final DenialLog denials;

  private Engine(Options options, Log log) {
    this.options = options;
    this.log = log;
    this.denials = new DenialLog(log);
  }

  /**
   * Starts the agent on the calling thread, whose own work counts for {@code stint}.
   *
   * @throws StartRefused with the one line when the operator asked for what cannot be had
   */
  public static Engine start(Options options, Instrumentation instrumentation)
      throws StartRefused {
    Engine engine = new Engine(options, Log.open(options.log()));
    Cell cell = Cell.current();
    Scope before = cell.scope;
    cell.scope = engine.ledgers.principal(PrincipalName.STINT);
    cell.inside++;
    try {
      engine.run(instrumentation);
      return engine;
    } finally {
      cell.inside--;
      cell.scope = before;
    }
  }

  private void run(Instrumentation instrumentation) throws StartRefused {
    log.line("agent " + options.line());
    ProfileDocument profile = Profiles.read(options, log);
    boolean observe = options.mode() == Mode.OBSERVE;
    Principals principals = new Principals(ledgers, profile, observe, options.principals());
    Profiles.bind(principals, options, log);
    SocketSites.acceptDelay(options.acceptDelayMillis() * 1_000_000L);
    Cell.inherit(ThreadSites.STARTERS);
    ledgers.listen(denials);
    JdkTransformer jdk = JdkTransformer.install(instrumentation);
    GapWatch gaps = new GapWatch();
    GuestTransformer guests = new GuestTransformer(principals, List.of(), gaps, () -> {});
    instrumentation.addTransformer(guests, true);
    LastHook.register(instrumentation, () -> new ExitReport(ledgers, denials).print(log));
    for (var problem : jdk.problems().entrySet()) {
      log.line("hook " + problem);
    }
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

}
