package dev.stint.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.sandbox.CapsuleRun;
import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.RunLimits;
import dev.stint.sandbox.RunOutcome;
import dev.stint.sandbox.RunResult;
import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.GuestMemory;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.spi.GuestTrap;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever fails at whatever step of a run, every ledger is back where it was. */
public abstract class FaultsContract {
  private static final int MORE_STEPS_THAN_A_RUN = 60;

  /** Has a start section that grows, then prints. */
  private static final String GUEST =
      """
      (module
        (import "wasi_snapshot_preview1" "fd_write"
          (func $w (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "\\08\\00\\00\\00\\02\\00\\00\\00ok")
        (func $grow (drop (memory.grow (i32.const 2))))
        (start $grow)
        (func (export "_start")
          (drop (call $w (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 64)))))
      """;

  protected abstract Capsules capsules();

  protected abstract CapsuleEngine engine();

  @Test
  @Tag("P15")
  @Tag("C-V4")
  @Tag("C-P4")
  void everyStep_throwing_givesEverythingBack() {
    everyStep(
        () -> {
          throw new IllegalStateException("injected");
        });
  }

  @Test
  @Tag("P15")
  @Tag("C-V4")
  void everyStep_outOfMemory_givesEverythingBack() {
    everyStep(
        () -> {
          throw new OutOfMemoryError("injected");
        });
  }

  @Test
  @Tag("P15")
  @Tag("C-V4")
  void everyStep_trapping_givesEverythingBack() {
    everyStep(
        () -> {
          throw new GuestTrap("injected");
        });
  }

  @Test
  @Tag("P15")
  @Tag("C-V4")
  void everyStep_cancelled_givesEverythingBack() {
    Thread caller = Thread.currentThread();
    everyStep(caller::interrupt);
  }

  @Test
  @Tag("P15")
  @Tag("C-V4")
  void everyStep_scopeClosedBelowIt_givesEverythingBack() {
    byte[] guest = Fixture.wat(capsules(), GUEST);
    for (int step = 1; step <= MORE_STEPS_THAN_A_RUN; step++) {
      Fixture outer = new Fixture(capsules());
      FailingEngine failing = new FailingEngine(engine(), step, outer.alice::close);
      try (Capsules capsules = Capsules.on(failing)) {
        RunResult result = capsules.run(outer.module("faulty", guest).build());

        assertThat(outer.held()).as("step %s, %s", step, result).isEmpty();
      }
      if (!failing.failed()) {
        return;
      }
    }
  }

  private void everyStep(Runnable failure) {
    byte[] guest = Fixture.wat(capsules(), GUEST);
    List<String> outcomes = new ArrayList<>();
    for (int step = 1; step <= MORE_STEPS_THAN_A_RUN; step++) {
      FailingEngine failing = new FailingEngine(engine(), step, failure);
      try (Capsules capsules = Capsules.on(failing)) {
        Fixture host = new Fixture(capsules);
        RunResult result = host.run(host.module("faulty", guest));
        Thread.interrupted();

        outcomes.add(result.outcome().word());
        assertThat(host.held()).as("step %s, %s", step, result).isEmpty();
        assertThat(result.usage().fuel()).isEqualTo(host.fuelTotal());
      }
      if (!failing.failed()) {
        break;
      }
    }
    assertThat(outcomes).hasSizeBetween(10, MORE_STEPS_THAN_A_RUN - 1).endsWith("exited");
  }

  @Test
  @Tag("denies:calls.inflight")
  @Tag("denies:linear.reserved")
  @Tag("denies:linear.memory")
  @Tag("denies:fuel")
  @Tag("P15")
  void everyLedger_denying_givesEverythingBack() {
    for (Resource resource :
        List.of(
            Resource.CALLS_INFLIGHT,
            Resource.LINEAR_RESERVED,
            Resource.LINEAR_MEMORY,
            Resource.FUEL)) {
      for (boolean root : new boolean[] {false, true}) {
        Fixture host = new Fixture(capsules());
        host.ledgers
            .binder("test")
            .bind(root ? host.ledgers.system() : host.alice, resource, Limit.hard(0));

        RunResult result = host.run(host.guest("wordcount"));

        assertThat(result.outcome().code()).isEqualTo(resource.denialCode());
        assertThat(host.held()).isEmpty();
      }
    }
  }

  @Test
  void output_failing_isAnErrnoForTheGuest() {
    Fixture host = new Fixture(capsules());
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    RunResult result = host.run(host.guest("hello").stdout(broken));

    assertThat(result.outcome()).isEqualTo(new RunOutcome.Exited(51));
    assertThat(host.held()).isEmpty();
  }

  @Test
  void hostFunction_throwing_isAFailureOfTheHost() {
    Fixture host = new Fixture(capsules());
    IllegalStateException own = new IllegalStateException("data base\nis down");

    RunResult result =
        host.run(
            calling(
                host,
                memory -> {
                  throw own;
                }));

    assertThat(result.outcome())
        .isEqualTo(
            new RunOutcome.HostFailed(
                "host failed: principal [alice], capsule [calls], cause [IllegalStateException:"
                    + " data base is down] (STINT-H008)",
                own));
    assertThat(host.held()).isEmpty();
  }

  @Test
  void hostFunction_waiting_isInterruptedByTheDeadline() {
    Fixture host = new Fixture(capsules());
    CountDownLatch never = new CountDownLatch(1);

    RunResult result =
        host.run(
            calling(
                    host,
                    memory -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    })
                .limits(RunLimits.inherit().withTimeoutNanos(50_000_000)));

    assertThat(result.outcome().code()).isEqualTo("STINT-H005");
    assertThat(host.held()).isEmpty();
  }

  @Test
  void hostFunction_deaf_isReportedByName_andStaysChargedUntilItEnds() throws Exception {
    Fixture host = new Fixture(capsules());
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);

    RunResult result =
        host.run(
            calling(
                    host,
                    memory -> {
                      awaitDeaf(release);
                      left.countDown();
                    })
                .limits(RunLimits.inherit().withTimeoutNanos(50_000_000)));

    assertThat(result.outcome().message())
        .isEqualTo(
            "deadline passed: principal [alice], capsule [calls], timeout [50ms], still inside"
                + " [env.f] (STINT-H012)");
    assertThat(host.alice.ledger(Resource.CALLS_INFLIGHT).used()).isEqualTo(1);
    release.countDown();
    left.await();
    while (!host.held().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private static void awaitDeaf(CountDownLatch release) {
    boolean done = false;
    while (!done) {
      try {
        release.await();
        done = true;
      } catch (InterruptedException e) {
        // Deaf on purpose.
        done = false;
      }
    }
  }

  private CapsuleRun.Builder calling(Fixture host, Body body) {
    byte[] module =
        Fixture.wat(
            capsules(),
            """
            (module (import "env" "f" (func $f))
              (memory (export "memory") 1)
              (func (export "_start") (call $f)))
            """);
    return host.module("calls", module).function(new Env(body));
  }

  private interface Body {
    void run(GuestMemory memory);
  }

  private record Env(Body body) implements HostFunction {
    @Override
    public String module() {
      return "env";
    }

    @Override
    public String name() {
      return "f";
    }

    @Override
    public FunctionType type() {
      return new FunctionType(List.of(), List.of());
    }

    @Override
    public long[] call(GuestMemory memory, long[] arguments) {
      body.run(memory);
      return new long[0];
    }
  }
}
