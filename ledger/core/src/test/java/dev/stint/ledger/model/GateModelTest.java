package dev.stint.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.model.GateModel.Flaw;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gate itself, which the other models take as given. */
class GateModelTest {
  @Test
  @Tag("P12")
  void whoIsAlone_isAlone_andEverybodyPasses() {
    StateSpace.Outcome outcome =
        Search.EXHAUSTIVE
            ? Search.holds(
                "gate: 4 shared, 2 alone, 2 stripes, 3 rounds", new GateModel(4, 2, 3, Flaw.NONE))
            : Search.holds(
                "gate: 3 shared, 2 alone, 2 stripes, 2 rounds", new GateModel(3, 2, 2, Flaw.NONE));

    assertThat(outcome.done()).contains("counts itself out", "sees nobody alone");
  }

  @Test
  void looking_beforeCountingOneself_letsTwoIn() {
    Search.breaks(
        "looks before counting", new GateModel(2, 1, 1, Flaw.LOOKS_BEFORE_COUNTING), "not alone");
  }

  @Test
  void staying_countedWhileWaiting_isADeadlock() {
    Search.breaks(
        "stays counted while waiting",
        new GateModel(2, 1, 1, Flaw.STAYS_COUNTED_WHILE_WAITING),
        "deadlock: thread");
  }
}
