package dev.stint.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.RunOutcome;
import dev.stint.sandbox.RunResult;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our own guests: what they print, how they end, what they use. */
public abstract class GuestsContract {
  protected abstract Capsules capsules();

  @Test
  @Tag("smoke")
  void hello_printsAndExits_exactFuelInTheLedger() {
    Fixture host = new Fixture(capsules());

    RunResult result = host.run(host.guest("hello"));

    assertThat(result.outcome()).isEqualTo(new RunOutcome.Exited(0));
    assertThat(host.output()).isEqualTo("hello\n");
    assertThat(result.usage().fuel()).isPositive().isEqualTo(host.fuelTotal());
    assertThat(result.usage().hostCalls()).isEqualTo(1);
    assertThat(result.usage().memoryPeakBytes()).isEqualTo(65_536);
    assertThat(host.held()).isEmpty();
  }

  @Test
  @Tag("smoke")
  void fib_invoked_returnsItsNumber() {
    Fixture host = new Fixture(capsules());

    RunResult result = host.run(host.guest("fib").invoke("fib", List.of("20")));

    assertThat(result.outcome().toString()).contains("bits=6765");
    assertThat(host.held()).isEmpty();
  }
}
