package dev.stint.sandbox.contract;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.ledger.Scope;
import dev.stint.sandbox.CapsuleRun;
import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.RunLimits;
import dev.stint.sandbox.RunOutcome;
import dev.stint.sandbox.RunResult;
import dev.stint.sandbox.wasi.Preopen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A scope graph of its own, a principal, and guests by name. */
public final class Fixture {
  public final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
  public final Scope alice = ledgers.principal("alice");
  public final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  public final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final Capsules capsules;

  public Fixture(Capsules capsules) {
    this.capsules = capsules;
  }

  public Fixture limit(Resource resource, long amount) {
    ledgers.binder("test").bind(alice, resource, Limit.hard(amount).from("guest.yaml:1"));
    return this;
  }

  public CapsuleRun.Builder guest(String name) {
    return module(name, resource("/capsules/" + name + ".wasm"));
  }

  public CapsuleRun.Builder module(String name, byte[] bytes) {
    return CapsuleRun.of(name, bytes, alice).stdout(stdout).stderr(stderr);
  }

  public RunResult run(CapsuleRun.Builder run) {
    return capsules.run(run.build());
  }

  public RunLimits memoryPages(long pages) {
    return RunLimits.inherit().withMemoryBytes(pages * 65_536);
  }

  public String output() {
    return stdout.toString(StandardCharsets.UTF_8);
  }

  public static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] resource(String path) {
    try (InputStream in = Fixture.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every ledger that still holds something, and every scope that is still open below alice. */
  public List<String> held() {
    List<String> held = new ArrayList<>();
    for (Scope scope : List.of(ledgers.system(), alice)) {
      for (Ledger ledger : scope.ledgers()) {
        boolean stock = ledger.resource().kind() == ResourceKind.STOCK;
        if (ledger.reserved() != 0 || (stock && ledger.used() != 0)) {
          held.add(ledger + " used " + ledger.used() + " reserved " + ledger.reserved());
        }
      }
    }
    alice.children().forEach(child -> held.add(child.path()));
    if (ledgers.faults() != 0) {
      held.add("faults " + ledgers.faults());
    }
    return held;
  }

  /** Translates a text module with somebody else's program, run as a capsule. */
  public static byte[] wat(Capsules capsules, String text) {
    Fixture host = new Fixture(capsules);
    try {
      Path folder = Files.createTempDirectory("wat");
      try {
        Files.writeString(folder.resolve("in.wat"), text);
        RunResult result =
            host.run(
                host.module("wat2wasm", resource("/wat2wasm"))
                    .arguments(List.of("/w/in.wat", "--output=-"))
                    .preopen(new Preopen(folder, "/w", true)));
        if (!result.outcome().equals(new RunOutcome.Exited(0))) {
          throw new IllegalStateException(
              result.outcome() + " " + host.stderr.toString(StandardCharsets.UTF_8));
        }
        return host.stdout.toByteArray();
      } finally {
        Files.deleteIfExists(folder.resolve("in.wat"));
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long fuelTotal() {
    return alice.ledger(Resource.FUEL).total();
  }
}
