package dev.stint.report;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.jfr.CapsuleRunEvent;
import dev.stint.ledger.jfr.CoverageGapEvent;
import dev.stint.ledger.jfr.JfrEvents;
import dev.stint.ledger.jfr.PrincipalSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;

/** Makes real recordings of real ledgers in this JVM. */
final class Recordings {
  private static final Ledgers LEDGERS = ledgers();

  private Recordings() {}

  private static Ledgers ledgers() {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
    JfrEvents.start(ledgers);
    return ledgers;
  }

  /**
   * alice: 3 of 4 threads and two denials at two lines; bob: 1,536 bytes; three capsule runs; one
   * park for alice, one for nobody; one gap.
   */
  static void aliceAndBob(Path to) {
    try (Recording recording = new Recording()) {
      recording.enable("stint.Usage").with("period", "endChunk");
      recording.enable("stint.PrincipalScope").withoutThreshold();
      recording.enable("jdk.ThreadPark").withThreshold(Duration.ZERO);
      for (String event : new String[] {"Denial", "CapsuleRun", "CoverageGap", "Suppression"}) {
        recording.enable("stint." + event);
      }
      recording.start();
      Scope alice = LEDGERS.principal("alice");
      Scope bob = LEDGERS.principal("bob");
      work(alice, bob);
      recording.stop();
      recording.dump(to);
      alice.close();
      bob.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void work(Scope alice, Scope bob) {
    Limit four = Limit.hard(4).from("p.yaml:7 threadLimit");
    LEDGERS.binder("test").bind(alice, Resource.THREADS, four);
    alice.charge(Resource.THREADS, 3);
    deniedHere(alice);
    deniedHere(alice);
    deniedThere(alice);
    bob.charge(Resource.LINEAR_MEMORY, 1_536);
    PrincipalSpans spans = new PrincipalSpans();
    Object scope = spans.changed(null, null, alice);
    LockSupport.parkNanos(2_000_000);
    spans.changed(scope, alice, null);
    LockSupport.parkNanos(2_000_000);
    run("alice", "completed", 1_000, 65_536, 2);
    run("alice", "out of fuel", 2_000, 131_072, 3);
    run("bob", "completed", 7, 65_536, 0);
    CoverageGapEvent gap = new CoverageGapEvent();
    gap.resource = "sockets";
    gap.hook = "epoll";
    gap.detail = "native transport";
    gap.commit();
  }

  static void deniedHere(Scope scope) {
    scope.charge(Resource.THREADS, 2);
  }

  static void deniedThere(Scope scope) {
    scope.charge(Resource.THREADS, 9);
  }

  private static void run(
      String principal, String outcome, long fuel, long memoryPeakBytes, long hostCalls) {
    CapsuleRunEvent run = new CapsuleRunEvent();
    run.begin();
    run.principal = principal;
    run.capsule = "demo";
    run.outcome = outcome;
    run.fuel = fuel;
    run.memoryPeakBytes = memoryPeakBytes;
    run.hostCalls = hostCalls;
    run.commit();
  }
}
