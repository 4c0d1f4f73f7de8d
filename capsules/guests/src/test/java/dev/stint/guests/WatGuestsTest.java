package dev.stint.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.ChicoryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class WatGuestsTest {
  @Test
  void hello_run_printsOneLine() throws IOException {
    Run run = Run.command("hello", "");

    assertThat(run.text()).isEqualTo("hello\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void echo_inputLongerThanItsBuffer_comesBackWhole() throws IOException {
    String input = "0123456789".repeat(1000);

    assertThat(Run.command("echo", input).text()).isEqualTo(input);
  }

  @Test
  void echo_noInput_printsNothing() throws IOException {
    assertThat(Run.command("echo", "").output()).isEmpty();
  }

  @Test
  void exit3_run_endsWithStatusThree() throws IOException {
    assertThat(Run.command("exit3", "").status()).isEqualTo(3);
  }

  @Test
  void trap_run_traps() {
    assertThatThrownBy(() -> Run.command("trap", "")).isInstanceOf(TrapException.class);
  }

  @Test
  void clock_run_printsTwoClocksAndRandomBytes() throws IOException {
    Instant before = Instant.now();

    ByteBuffer output = output(Run.command("clock", ""));
    ByteBuffer other = output(Run.command("clock", ""));

    assertThat(Instant.EPOCH.plusNanos(output.getLong(0)))
        .isBetween(before.minusSeconds(1), Instant.now().plus(1, ChronoUnit.SECONDS));
    assertThat(other.getLong(8)).isGreaterThan(output.getLong(8));
    assertThat(other.getLong(16)).isNotEqualTo(output.getLong(16));
  }

  @Test
  void fib_called_returnsTheNumber() throws IOException {
    Instance instance = Run.instance("fib", 1);

    assertThat(instance.export("fib").apply(20)).containsExactly(6765);
  }

  @Test
  void growUntilDenied_tenPages_returnsTen() throws IOException {
    Instance instance = Run.instance("grow", 10);

    assertThat(instance.export("grow_until_denied").apply()).containsExactly(10);
  }

  @Test
  void grow_run_printsThePages() throws IOException {
    Run run = Run.command("grow", "");

    assertThat(run.text()).isEqualTo("1024\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void recurse_run_endsAsAnEngineErrorAndNotInTheHost() {
    assertThatThrownBy(() -> Run.command("recurse", ""))
        .isInstanceOf(ChicoryException.class)
        .hasMessage("call stack exhausted");
  }

  @Test
  void spin_module_importsNothingAndHasStart() throws IOException {
    Instance instance = Run.instance("spin", 1);

    assertThat(instance.module().importSection().importCount()).isZero();
    assertThat(instance.export("_start")).isNotNull();
  }

  private static ByteBuffer output(Run run) {
    assertThat(run.output()).hasSize(32);
    return ByteBuffer.wrap(run.output()).order(ByteOrder.LITTLE_ENDIAN);
  }
}
