package dev.stint.sandbox.graal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.contract.GuestsContract;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GraalGuestsTest extends GuestsContract {
  @Override
  protected Capsules capsules() {
    return SharedGraal.CAPSULES;
  }

  @Test
  @Tag("smoke")
  void state_isWhatTheJvmWasStartedFor() {
    String expected = System.getProperty("stint.expectedState", "jit GraalVM CE");

    assertThat(SharedGraal.CAPSULES.engineState()).isEqualTo("graal, " + expected);
    assertThat(SharedGraal.CAPSULES.section().content())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("state", expected);
  }
}
