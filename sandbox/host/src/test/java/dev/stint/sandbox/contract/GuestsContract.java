package dev.stint.sandbox.contract;

import static dev.stint.sandbox.contract.Fixture.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.GuestValue;
import dev.stint.sandbox.RunOutcome;
import dev.stint.sandbox.RunResult;
import dev.stint.sandbox.engine.ValueType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our own guests: what they print, how they end, what they use. */
public abstract class GuestsContract {
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
  void hello_printsAndExits_exactFuelInTheLedger() {
    RunResult result = host.run(host.guest("hello"));

    assertThat(result.outcome()).isEqualTo(new RunOutcome.Exited(0));
    assertThat(host.output()).isEqualTo("hello\n");
    assertThat(result.usage().fuel()).isPositive().isEqualTo(host.fuelTotal());
    assertThat(result.usage().hostCalls()).isEqualTo(1);
    assertThat(result.usage().memoryInitialBytes()).isEqualTo(65_536);
    assertThat(result.usage().memoryPeakBytes()).isEqualTo(65_536);
  }

  @Test
  @Tag("smoke")
  void fib_invoked_returnsItsNumber() {
    RunResult result = host.run(host.guest("fib").invoke("fib", List.of("20")));

    assertThat(result.outcome())
        .isEqualTo(new RunOutcome.Returned(List.of(new GuestValue(ValueType.I32, 6765))));
  }

  @Test
  void echo_longInput_comesBackWhole() {
    String text = "0123456789".repeat(2_000);

    RunResult result = host.run(host.guest("echo").stdin(input(text)));

    assertThat(result.outcome()).isEqualTo(new RunOutcome.Exited(0));
    assertThat(host.output()).isEqualTo(text);
  }

  @Test
  void exit3_endsWithItsStatus() {
    assertThat(host.run(host.guest("exit3")).outcome()).isEqualTo(new RunOutcome.Exited(3));
  }

  @Test
  @Tag("smoke")
  void wordcount_inJava_countsAndGrowsInItsStart() {
    RunResult result = host.run(host.guest("wordcount").stdin(input("to be or not to be\n")));

    assertThat(result.outcome()).isEqualTo(new RunOutcome.Exited(0));
    assertThat(host.output()).contains("6").contains("be");
    assertThat(result.usage().memoryPeakBytes()).isGreaterThan(result.usage().memoryInitialBytes());
    assertThat(result.usage().fuel()).isEqualTo(host.fuelTotal());
  }

  @Test
  void clock_deterministic_isTheSameToTheBit() {
    RunResult first = host.run(host.guest("clock").deterministic(true));
    byte[] bytes = host.stdout.toByteArray();
    host.stdout.reset();

    RunResult second = host.run(host.guest("clock").deterministic(true));

    assertThat(host.stdout.toByteArray()).hasSize(32).isEqualTo(bytes);
    assertThat(second.usage().fuel()).isEqualTo(first.usage().fuel());
  }

  @Test
  void clock_notDeterministic_differs() {
    host.run(host.guest("clock"));
    byte[] bytes = host.stdout.toByteArray();
    host.stdout.reset();

    host.run(host.guest("clock"));

    assertThat(host.stdout.toByteArray()).hasSize(32).isNotEqualTo(bytes);
  }

  @Test
  @Tag("smoke")
  void trap_endsTheRunNotTheHost() {
    RunOutcome outcome = host.run(host.guest("trap")).outcome();

    assertThat(outcome).isInstanceOf(RunOutcome.Trapped.class);
    assertThat(outcome.message())
        .startsWith("guest trapped: principal [alice], capsule [trap], trap [")
        .contains("unreachable")
        .endsWith("] (STINT-H006)");
    assertThat(outcome.code()).isEqualTo("STINT-H006");
    assertThat(host.run(host.guest("hello")).outcome()).isEqualTo(new RunOutcome.Exited(0));
  }

  @Test
  void fib_noCommand_saysWhatToDo() {
    assertThat(host.run(host.guest("fib")).outcome().message())
        .isEqualTo(
            "module has no _start to run: capsule [fib], exported functions [fib] (STINT-H002)");
  }

  @Test
  void invoke_unknownExport_isAWrongCall() {
    assertThat(host.run(host.guest("fib").invoke("fob", List.of())).outcome())
        .isEqualTo(
            new RunOutcome.WrongCall(
                "no such export: function [fob], exported functions [fib] (STINT-H003)"));
  }

  @Test
  void invoke_wrongNumberOfArguments_isAWrongCall() {
    assertThat(host.run(host.guest("fib").invoke("fib", List.of("1", "2"))).outcome().message())
        .isEqualTo(
            "number of arguments does not fit: function [fib], type [(i32) -> (i32)], given [2]"
                + " (STINT-H004)");
  }

  @Test
  void invoke_argumentOfWrongType_isAWrongCall() {
    assertThat(host.run(host.guest("fib").invoke("fib", List.of("4294967296"))).outcome().message())
        .isEqualTo(
            "argument does not fit: function [fib], type [(i32) -> (i32)], given [4294967296]"
                + " (STINT-H004)");
  }
}
