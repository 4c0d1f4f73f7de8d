package dev.stint.sandbox.contract;

import static dev.stint.sandbox.contract.Fixture.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.RunLimits;
import dev.stint.sandbox.RunOutcome;
import dev.stint.sandbox.RunResult;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fuel, memory, deadlines and counts: each limit ends or denies exactly where it stands. */
public abstract class LimitsContract {
  private static final RunLimits INHERIT = RunLimits.inherit();

  private Fixture host;

  protected abstract Capsules capsules();

  @BeforeEach
  void open() {
    host = new Fixture(capsules());
  }

  @AfterEach
  void nothingIsHeld() {
    assertThat(host.held()).isEmpty();
  }

  @Test
  @Tag("smoke")
  @Tag("A-13")
  void fuel_half_isDenied_andTheWholeIsEnough() {
    long fuel = wordcount(INHERIT).usage().fuel();

    RunResult half = wordcount(INHERIT.withFuel(fuel / 2));
    RunResult whole = wordcount(INHERIT.withFuel(fuel));

    assertThat(half.outcome()).isInstanceOf(RunOutcome.LimitReached.class);
    assertThat(half.usage().fuel()).isEqualTo(fuel / 2);
    assertThat(whole.outcome()).isEqualTo(new RunOutcome.Exited(0));
    assertThat(whole.usage().fuel()).isEqualTo(fuel);
    assertThat(host.fuelTotal()).isEqualTo(2 * fuel + fuel / 2);
  }

  private RunResult wordcount(RunLimits limits) {
    return host.run(host.guest("wordcount").stdin(input("a b c")).limits(limits));
  }

  @Test
  @Tag("denies:fuel")
  void fuel_ofThePrincipal_deniesWithAllNumbers() {
    host.limit(Resource.FUEL, 500_000);

    RunResult result = host.run(host.guest("spin"));

    assertThat(result.outcome().message())
        .isEqualTo(
            "exceeded limit: principal [alice] fuel, requested [1], used [500k], hard [500k], at"
                + " [system/alice], profile [guest.yaml:1], retry [no] (STINT-L004)");
    assertThat(result.usage().fuel()).isEqualTo(500_000).isEqualTo(host.fuelTotal());
    assertThat(result.usage().fuelLimit()).isEqualTo(500_000);
  }

  @Test
  void fuel_ofTheRun_cannotRaiseThatOfThePrincipal() {
    host.limit(Resource.FUEL, 100_000);

    RunResult result = host.run(host.guest("spin").limits(INHERIT.withFuel(300_000)));

    assertThat(result.outcome().message()).contains("hard [100k], at [system/alice]");
  }

  @Test
  @Tag("smoke")
  void spin_deadline_ends() {
    RunResult result = host.run(host.guest("spin").limits(INHERIT.withTimeoutNanos(200_000_000)));

    assertThat(result.outcome())
        .isEqualTo(
            new RunOutcome.DeadlinePassed(
                "deadline passed: principal [alice], capsule [spin], timeout [200ms]"
                    + " (STINT-H005)"));
    assertThat(result.usage().fuel()).isPositive().isEqualTo(host.fuelTotal());
  }

  @Test
  @Tag("denies:linear.memory")
  @Tag("P41")
  @Tag("M-12")
  @Tag("M-13")
  @Tag("O-M5")
  @Tag("M-11")
  void memory_ofThePrincipal_deniesAGrow_andTheGuestGoesOn() {
    host.limit(Resource.LINEAR_MEMORY, 10 * 65_536);

    RunResult result = host.run(host.guest("grow"));

    assertThat(result.outcome()).isEqualTo(new RunOutcome.Exited(0));
    assertThat(host.output()).isEqualTo("10\n");
    assertThat(result.usage().deniedGrows()).isEqualTo(1);
    assertThat(result.usage().memoryPeakBytes()).isEqualTo(10 * 65_536);
    assertThat(host.alice.ledger(Resource.LINEAR_MEMORY).denied()).isEqualTo(1);
    assertThat(host.alice.ledger(Resource.LINEAR_MEMORY).peak()).isEqualTo(10 * 65_536);
  }

  @Test
  void memory_ofTheRun_isAlsoItsReservation() {
    RunResult result =
        host.run(host.guest("grow").limits(INHERIT.withMemoryBytes(5 * 65_536 + 100)));

    assertThat(result.outcome()).isEqualTo(new RunOutcome.Exited(0));
    assertThat(host.output()).isEqualTo("5\n");
    assertThat(host.alice.ledger(Resource.LINEAR_RESERVED).peak()).isEqualTo(5 * 65_536 + 100);
  }

  @Test
  @Tag("denies:linear.memory")
  @Tag("M-D4")
  void memory_initialAboveTheLimit_isDeniedBeforeTheGuestExists() {
    host.limit(Resource.LINEAR_MEMORY, 65_535);

    RunResult result = host.run(host.guest("hello"));

    assertThat(result.outcome().message())
        .isEqualTo(
            "exceeded limit: principal [alice] linear.memory, requested [64Ki], used [0], hard"
                + " [65535], at [system/alice], profile [guest.yaml:1], retry [no] (STINT-L003)");
    assertThat(result.usage().fuel()).isZero();
  }

  @Test
  @Tag("denies:calls.inflight")
  void callsInflight_zero_isDenied() {
    host.limit(Resource.CALLS_INFLIGHT, 0);

    assertThat(host.run(host.guest("hello")).outcome().code()).isEqualTo("STINT-L002");
  }

  @Test
  @Tag("denies:log.bytes")
  void logBytes_lessThanTheGuestLogs_isDenied_butNotItsOutput() {
    host.limit(Resource.LOG_BYTES, 5);
    byte[] module =
        Fixture.wat(
            capsules(),
            """
            (module
              (import "wasi_snapshot_preview1" "fd_write"
                (func $w (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "\\08\\00\\00\\00\\06\\00\\00\\00logged")
              (func (export "_start")
                (drop (call $w (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 64)))
                (drop (call $w (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 64)))))
            """);

    assertThat(host.run(host.module("log", module)).outcome().code()).isEqualTo("STINT-L007");
    assertThat(host.output()).isEqualTo("logged");
    assertThat(host.stderr.size()).isZero();
  }

  @Test
  void fuel_ofAWindowThatIsSpentAndDelays_waitsForCreditAndEnds() {
    long fuel = wordcount(INHERIT).usage().fuel();
    Limit delaying = Limit.hard(fuel).perWindow(2_000_000_000L).waiting(20_000_000_000L);
    host.ledgers.binder("test").bind(host.alice, Resource.FUEL, delaying);
    assertThat(host.alice.charge(Resource.FUEL, host.alice.room(Resource.FUEL))).isNull();

    assertThat(wordcount(INHERIT).outcome()).isEqualTo(new RunOutcome.Exited(0));
    assertThat(host.alice.ledger(Resource.FUEL).stallNanos()).isPositive();
  }

  @Test
  void recurse_largeFrames_endsBeforeTheStackDoes() {
    RunResult result = host.run(host.guest("recurse").invoke("recurse", List.of("0")));

    assertThat(result.outcome())
        .isEqualTo(
            new RunOutcome.Trapped(
                "calls too deep: principal [alice], capsule [recurse], depth units [60000]"
                    + " (STINT-H007)"));
  }
}
