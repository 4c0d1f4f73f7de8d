package dev.stint.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.agent.HookState;
import dev.stint.agent.HookState.State;
import dev.stint.agent.weave.JdkTransformer;
import dev.stint.ledger.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
  /** No agent runs here, so nothing counts: the doctor must say so of every hook. */
  @Test
  void hooks_thatAreNotWoven_areAllReported() {
    int feature = Runtime.version().feature();

    List<HookState> states = new Doctor(JdkTransformer.unwoven(feature), feature).examine();

    assertThat(states).hasSize(feature >= 25 ? 12 : 10);
    assertThat(states).extracting(HookState::state).containsOnly(State.MISSING);
    assertThat(states.get(0).hook()).isEqualTo("thread.start");
    assertThat(states.get(0).detail()).startsWith("a started thread was not counted; ");
    assertThat(Cell.current().scope).isNull();
  }
}
