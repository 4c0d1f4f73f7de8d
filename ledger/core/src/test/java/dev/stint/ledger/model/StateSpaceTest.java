package dev.stint.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Nullable;
import org.junit.jupiter.api.Test;

/** The checker is checked: it counts what there is to count and finds what is wrong. */
class StateSpaceTest {
  @Test
  void twoCountersOfTen_haveOneHundredAndTwentyOneStates() {
    StateSpace.Outcome outcome = StateSpace.search(new Counters(10, 99, false), 1000);

    assertThat(outcome.counterexample()).isNull();
    assertThat(outcome.states()).isEqualTo(11 * 11);
    assertThat(outcome.steps()).isEqualTo(2 * 10 * 11);
  }

  @Test
  void aForbiddenSum_isFoundByAShortestTrace() {
    StateSpace.Outcome outcome = StateSpace.search(new Counters(3, 3, false), 1000);

    assertThat(outcome.counterexample())
        .isEqualTo(
            """
            sum [3]
              start: 0 0
              1. first counts: 1 0
              2. first counts: 2 0
              3. first counts: 3 0\
            """);
  }

  @Test
  void aRunWithoutEnd_isFound() {
    assertThat(StateSpace.search(new Counters(3, 99, true), 1000).counterexample())
        .startsWith("a run may go round for ever from here");
  }

  @Test
  void moreStatesThanTheBound_areAnError() {
    assertThatThrownBy(() -> StateSpace.search(new Counters(10, 99, false), 100))
        .hasMessage("more states than the stated bound [100]");
  }

  @Test
  void manyStates_areAllKept() {
    StateStore store = new StateStore(3);
    for (int i = 0; i < 100_000; i++) {
      byte[] state = {(byte) i, (byte) (i >> 8), (byte) (i >> 16)};
      assertThat(store.add(state, i - 1)).isEqualTo(i);
      assertThat(store.add(state, 7)).isEqualTo(~i);
    }
    assertThat(store.get(70_000)).containsExactly(0x70, 0x11, 1);
    assertThat(store.parent(70_000)).isEqualTo(69_999);
    assertThat(store.find(new byte[] {0, 0, 2})).isEqualTo(-1);
  }

  /** Two threads, each counts to {@code most}; with {@code back} the first may start again. */
  private record Counters(int most, int forbidden, boolean back) implements Protocol {
    @Override
    public byte[] start() {
      return new byte[2];
    }

    @Override
    public void steps(byte[] state, Steps to) {
      for (int i = 0; i < 2; i++) {
        if (state[i] < most) {
          byte[] next = state.clone();
          next[i]++;
          to.step(i == 0 ? "first" : "second", "counts", next);
        }
      }
      if (back && state[0] == 2) {
        to.step("first", "starts again", new byte[] {1, state[1]});
      }
    }

    @Override
    public @Nullable String wrong(byte[] state) {
      return state[0] + state[1] == forbidden ? "sum [" + forbidden + "]" : null;
    }

    @Override
    public @Nullable String wrongAtEnd(byte[] state) {
      return state[0] + state[1] == 2 * most ? null : "deadlock";
    }

    @Override
    public String show(byte[] state) {
      return state[0] + " " + state[1];
    }
  }
}
