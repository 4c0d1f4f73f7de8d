package dev.stint.agent;

import dev.stint.agent.control.LiveControl;
import dev.stint.agent.report.AddressFile;
import dev.stint.agent.report.DenialLog;
import dev.stint.agent.weave.GapWatch;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Snapshots;
import dev.stint.ledger.jfr.CoverageGapEvent;
import dev.stint.ledger.jfr.JfrEvents;
import dev.stint.ledger.jfr.PrincipalSpans;
import dev.stint.ledger.site.Principal;
import dev.stint.ledger.site.Sites;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Our one thread besides the status server's: starts the status page and flight recording beside
 * the application, then prints denials, ends the charges of collected objects and reports gaps.
 */
final class Housekeeper implements Runnable {
  private static final long TICK_MILLIS = 200;

  /** Scopes that nobody uses are looked for every few seconds: it walks the graph. */
  private static final int TICKS_A_SWEEP = 25;

  private static final long JFR_AFTER_MILLIS = 1_000;

  private final Options options;
  private final Log log;
  private final Ledgers ledgers;
  private final Snapshots snapshots;
  private final DenialLog denials;
  private final GapWatch gaps;
  private final List<HookState> hooks;
  private final StatusPort status;
  private final @Nullable LiveControl control;
  private final AddressFile address;
  private final CountDownLatch mainRuns = new CountDownLatch(1);
  private final Set<String> reported = new HashSet<>();
  private final List<Chore> chores = new ArrayList<>();

  Housekeeper(Engine engine, StatusPort status, AddressFile address) {
    this.options = engine.options();
    this.log = engine.log();
    this.ledgers = engine.ledgers();
    this.snapshots = engine.snapshots();
    this.denials = engine.denials();
    this.gaps = engine.gaps();
    this.hooks = engine.hooks();
    this.status = status;
    this.control = engine.control();
    this.address = address;
    chores.add(tick -> denials.flush());
    chores.add(tick -> Sites.expunge());
    chores.add(tick -> reportGaps());
    chores.add(this::sweep);
  }

  /** Adds a further chore; before {@link #start}. */
  void add(Chore chore) {
    chores.add(chore);
  }

  private void sweep(int tick) {
    if (tick % TICKS_A_SWEEP == 0) {
      ledgers.reaper().sweep();
    }
  }

  void start() {
    Thread thread = new Thread(null, this, "stint-housekeeper", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  /** The application's first class loads: flight recording may start. */
  void mainRuns() {
    mainRuns.countDown();
  }

  @Override
  public void run() {
    try {
      openStatus();
      mainRuns.await(JFR_AFTER_MILLIS, TimeUnit.MILLISECONDS);
      startJfr();
      for (int tick = 1; ; tick++) {
        for (Chore chore : chores) {
          work(chore, tick);
        }
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One that fails does not keep the others from their turn. */
  private void work(Chore chore, int tick) {
    try {
      chore.tick(tick);
    } catch (Exception | LinkageError e) {
      if (reported.add(chore.getClass().getName() + e.getClass())) {
        log.line("housekeeping failed: [" + e + "], tried again at the next tick (STINT-A027)");
      }
    }
  }

  private void openStatus() {
    if (options.status().equals("off")) {
      return;
    }
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    InetSocketAddress at;
    try {
      at = status.open(options.statusHost(), options.statusPort(), token, snapshots, control);
    } catch (Exception | LinkageError e) {
      log.line(
          "no status page: ["
              + e.getMessage()
              + "], option status ["
              + options.status()
              + "], the application runs on (STINT-A006)");
      return;
    }
    try {
      address.write(at, token);
    } catch (Exception e) {
      log.line("no address file: [" + e + "], stint status needs the address (STINT-A007)");
    }
  }

  private void startJfr() {
    if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
      return;
    }
    try {
      JfrEvents.start(ledgers);
      Principal.listen(new PrincipalSpans());
      for (HookState hook : hooks) {
        if (hook.state() != HookState.State.ARMED) {
          gap(hook.resource(), hook.hook(), hook.detail());
        }
      }
    } catch (Exception | LinkageError e) {
      log.line("no flight recorder events: [" + e + "] (STINT-A011)");
    }
  }

  private void reportGaps() {
    for (String transport : gaps.nativeTransports()) {
      if (reported.add(transport)) {
        String detail = "native transport " + transport + ", its sockets are not counted";
        log.line("coverage gap: " + detail + " (STINT-A012)");
        gap("sockets", "socket.open", detail);
      }
    }
  }

  private static void gap(String resource, String hook, String detail) {
    try {
      CoverageGapEvent event = new CoverageGapEvent();
      event.resource = resource;
      event.hook = hook;
      event.detail = detail;
      event.commit();
    } catch (LinkageError e) {
      // A runtime image without flight recorder: the snapshot says the same.
      return;
    }
  }
}
