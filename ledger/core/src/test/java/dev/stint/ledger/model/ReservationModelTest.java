package dev.stint.ledger.model;

import static dev.stint.ledger.model.ReservationModel.TokensEnd.BEFORE_THE_GATE;
import static dev.stint.ledger.model.ReservationModel.TokensEnd.INSIDE_THE_GATE;
import static dev.stint.ledger.model.ReservationModel.Verb.CLOSE;
import static dev.stint.ledger.model.ReservationModel.Verb.COMMIT;
import static dev.stint.ledger.model.ReservationModel.Verb.COMMIT_OR_ROLL_BACK;
import static dev.stint.ledger.model.ReservationModel.Verb.RELEASE;
import static dev.stint.ledger.model.ReservationModel.Verb.RESERVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.model.ReservationModel.Bounds;
import dev.stint.ledger.model.ReservationModel.Flaw;
import dev.stint.ledger.model.ReservationModel.Op;
import dev.stint.ledger.model.ReservationModel.TokensEnd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Target 1 of the model checking: reservation, graph of scopes, crash. */
class ReservationModelTest {
  private static final int[] NO = {-1, -1};
  private static final int B_LEAF = 4;
  private static final int C_LEAF = 5;

  /** Root, m and n are limited so that each of them refuses in some runs. */
  private static final int[][] TIGHT = {{3, 3}, {2, 3}, {-1, 2}, NO, NO, NO};

  /** Here m refuses the rebind at its second resource in some runs. */
  private static final int[][] M_SHORT_OF_Y = {{-1, -1}, {4, 1}, {3, -1}, NO, NO, NO};

  private static final int[][] AMOUNTS = {{1, 1}, {1, 2}, {2, 1}, {1, 1}};
  private static final int[] LEAVES = {3, B_LEAF, C_LEAF, 3};

  private static final Op[] A_TWO_TOKENS = {
    new Op(RESERVE, 0), new Op(COMMIT_OR_ROLL_BACK, 0), new Op(RESERVE, 3),
    new Op(COMMIT, 3), new Op(RELEASE, 0), new Op(CLOSE, 3)
  };
  private static final Op[] A_ONE_TOKEN = keeps(0);
  private static final Op[] B_ENDS_A_TOKEN_TOO = {
    new Op(RESERVE, 1), new Op(CLOSE, 0), new Op(COMMIT, 1), new Op(CLOSE, 1)
  };
  private static final Op[] NOTHING = {};

  @Test
  @Tag("P1")
  @Tag("P3")
  @Tag("P6")
  @Tag("P12")
  @Tag("P16")
  @Tag("P72")
  @Tag("P73")
  void threeOwnersFourTokensRebindAndOneCrash_holdAllProperties() {
    Bounds bounds =
        new Bounds(
            TIGHT,
            AMOUNTS,
            LEAVES,
            new Op[][] {A_TWO_TOKENS, keeps(1), keeps(2)},
            true,
            0,
            1,
            BEFORE_THE_GATE);

    StateSpace.Outcome outcome =
        Search.holds(
            "reservations: 3 owners, 3 deep, 2 resources, 4 tokens, rebind, 1 crash",
            new ReservationModel(bounds, Flaw.NONE));

    assertThat(outcome.done())
        .contains(
            "dies",
            "undoes one ledger",
            "is denied for good",
            "leaves the gate, denied",
            "leaves the gate with a grant",
            "closes a leaf alone and takes what is used");
  }

  @Test
  @Tag("P3")
  @Tag("P12")
  @Tag("P16")
  void twoOwnersEndOneTokenWhileItsScopeIsEvicted_giveBackOnce() {
    Bounds bounds =
        new Bounds(
            TIGHT,
            AMOUNTS,
            LEAVES,
            new Op[][] {A_ONE_TOKEN, B_ENDS_A_TOKEN_TOO, NOTHING},
            false,
            3,
            Search.EXHAUSTIVE ? 2 : 1,
            BEFORE_THE_GATE);

    Search.holds(
        "reservations: 2 owners end one token, eviction, crash",
        new ReservationModel(bounds, Flaw.NONE));
  }

  @Test
  @Tag("P72")
  @Tag("P73")
  void rebindRefusedAtItsSecondResource_keepsTheOldParentAndTheUsage() {
    StateSpace.Outcome outcome =
        Search.holds(
            "reservations: rebind against charges, releases and a crash",
            new ReservationModel(rebind(), Flaw.NONE));

    assertThat(outcome.done()).contains("undoes at m", "subtracts the usage of c at n");
  }

  /** Everything at once; only with the large bounds. */
  @Test
  @Tag("P1")
  @Tag("P3")
  @Tag("P6")
  @Tag("P12")
  @Tag("P16")
  @Tag("P72")
  @Tag("P73")
  void rebindEvictionSharedTokenAndCrashes_holdAllProperties() {
    Op[][] scripts =
        Search.EXHAUSTIVE
            ? new Op[][] {A_TWO_TOKENS, B_ENDS_A_TOKEN_TOO, keeps(2)}
            : new Op[][] {A_ONE_TOKEN, NOTHING, keeps(2)};
    Bounds bounds =
        new Bounds(
            TIGHT,
            AMOUNTS,
            LEAVES,
            scripts,
            true,
            C_LEAF,
            Search.EXHAUSTIVE ? 2 : 1,
            INSIDE_THE_GATE);

    StateSpace.Outcome outcome =
        Search.holds(
            "reservations: rebind and eviction of one scope, crashes",
            new ReservationModel(bounds, Flaw.NONE));

    assertThat(outcome.done()).contains("is refused by the closed scope");
  }

  @Test
  void adding_thenChecking_passesTheLimit() {
    Search.breaks("adds, then checks", contended(Flaw.ADDS_THEN_CHECKS), "used above hard at");
  }

  @Test
  void denying_withoutTheFinalWord_isNotJustified() {
    Search.breaks(
        "no final word",
        contended(Flaw.DENIES_WITHOUT_FINAL_WORD),
        "denial that no holding justifies");
  }

  @Test
  void askingForTheGateAlone_inside_isADeadlock() {
    Search.breaks(
        "asks for the gate alone inside it",
        contended(Flaw.ASKS_FOR_THE_GATE_ALONE_INSIDE_IT),
        "deadlock: owner");
  }

  @Test
  void undoing_onlyTheResourceThatRefused_leavesAHalf() {
    Search.breaks(
        "forgets to undo the first resource",
        contended(Flaw.FORGETS_TO_UNDO_THE_FIRST_RESOURCE),
        "used is not what tokens hold at");
  }

  @Test
  void lookingForClosed_outsideTheGate_givesBackTwice() {
    Search.breaks(
        "looks for closed outside the gate",
        ended(Flaw.CHECKS_CLOSED_OUTSIDE_THE_GATE),
        "negative count at");
  }

  @Test
  void endingATokenInTwoSteps_givesBackTwice() {
    Search.breaks(
        "ends a token in two steps", ended(Flaw.ENDS_A_TOKEN_IN_TWO_STEPS), "negative count at");
  }

  @Test
  void withoutTheReaper_aCrashLeavesACharge() {
    Search.breaks(
        "nobody closes the scope of the dead",
        contended(Flaw.NOBODY_REAPS),
        "all is over, and something is still used at");
  }

  @Test
  void endingATokenOfAnother_beforeTheGate_leavesItsChargeWhenTheHelperDies() {
    Search.breaks(
        "a helper dies between the token's end and the gate",
        helperDies(BEFORE_THE_GATE),
        "all is over, and something is still used at");
  }

  @Test
  @Tag("P16")
  void endingATokenOfAnother_insideTheGate_leavesNothingWhenTheHelperDies() {
    Search.holds(
        "reservations: a helper ends a token inside the gate, 2 crashes",
        helperDies(INSIDE_THE_GATE));
  }

  @Test
  void givingBack_alongTheLineOfTheReservation_isWrongAfterARebind() {
    Search.breaks(
        "gives back along the old line",
        new ReservationModel(rebind(), Flaw.GIVES_BACK_ALONG_THE_OLD_LINE),
        "negative count at n.x");
  }

  @Test
  void rebinding_bySubtractingFirst_leavesAnInstantWithoutAParent() {
    Search.breaks(
        "rebind subtracts first",
        new ReservationModel(rebind(), Flaw.REBIND_SUBTRACTS_FIRST),
        "usage of c lies on neither parent");
  }

  private static ReservationModel contended(Flaw flaw) {
    Op[][] scripts = {A_ONE_TOKEN, keeps(1), keeps(2)};
    return new ReservationModel(
        new Bounds(TIGHT, AMOUNTS, LEAVES, scripts, false, 0, 1, BEFORE_THE_GATE), flaw);
  }

  private static ReservationModel ended(Flaw flaw) {
    Op[][] scripts = {A_ONE_TOKEN, B_ENDS_A_TOKEN_TOO, NOTHING};
    return new ReservationModel(
        new Bounds(TIGHT, AMOUNTS, LEAVES, scripts, false, 3, 0, BEFORE_THE_GATE), flaw);
  }

  private static ReservationModel helperDies(TokensEnd ends) {
    Op[][] scripts = {A_ONE_TOKEN, B_ENDS_A_TOKEN_TOO, NOTHING};
    return new ReservationModel(
        new Bounds(TIGHT, AMOUNTS, LEAVES, scripts, false, 0, 2, ends), Flaw.NONE);
  }

  private static Bounds rebind() {
    Op[][] scripts = {A_ONE_TOKEN, NOTHING, keeps(2)};
    return new Bounds(M_SHORT_OF_Y, AMOUNTS, LEAVES, scripts, true, 0, 1, BEFORE_THE_GATE);
  }

  /** Reserves a token, commits and releases it, or rolls it back. */
  private static Op[] keeps(int token) {
    return new Op[] {
      new Op(RESERVE, token), new Op(COMMIT_OR_ROLL_BACK, token), new Op(RELEASE, token)
    };
  }
}
