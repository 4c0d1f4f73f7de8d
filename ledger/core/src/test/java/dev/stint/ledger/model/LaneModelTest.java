package dev.stint.ledger.model;

import static dev.stint.ledger.model.LaneModel.Op.charge;
import static dev.stint.ledger.model.LaneModel.Op.close;
import static dev.stint.ledger.model.LaneModel.Op.limit;
import static dev.stint.ledger.model.LaneModel.Op.rebind;
import static dev.stint.ledger.model.LaneModel.Op.refund;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.model.LaneModel.Flaw;
import dev.stint.ledger.model.LaneModel.Op;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Target 3: lanes, gate, negative cache, change of limits (I1 to I5). That every grant fits at the
 * instant it is given and every denial is justified at an instant of its request is what P13 asks
 * of one ledger's counter.
 */
class LaneModelTest {
  private static final int LOTS = 100;

  /** The charges sum to the limit of root, and lanes hold more than what is left. */
  private static final Op[][] FITS_EXACTLY = {
    {charge(0, 1, 2)}, {charge(2, 2, 2)}, {charge(1, 2, 2)}, {charge(2, 1, 0)}
  };

  /** Thread 1 is refused 3 of 4 while thread 0 holds 4, and asks again. */
  private static final Op[][] SLOW_REFUND = {
    {charge(0, 4, 0), refund(0, 0)}, {charge(2, 3, 0), charge(2, 3, 0)}, {charge(1, 1, 0)}
  };

  /** The same, but thread 2 switches on the lane that thread 0 refunds to. */
  private static final Op[][] FAST_REFUND = {
    {charge(0, 2, 0), refund(0, 0)}, {charge(2, 3, 0), charge(2, 3, 0)}, {charge(0, 1, 1)}
  };

  /** Two threads switch the two lanes of one leaf on. */
  private static final Op[][] TWO_FILLERS = {
    {charge(1, 2, 0), refund(1, 0)},
    {charge(2, 5, 0), charge(2, 5, 0)},
    {charge(0, 1, 1)},
    {charge(1, 1, 1)}
  };

  private static final Op[][] LIMITS = {
    {charge(0, 2, 1), refund(0, 0)},
    {charge(2, 2, 0), charge(2, 1, 0), charge(2, 1, 0)},
    {limit(LaneState.ROOT, 3), limit(LaneState.ROOT, 5)}
  };

  private static final Op[][] CLOSES = {
    {charge(0, 1, 2), charge(0, 1, 0), refund(0, 0)},
    {close(LaneState.A)},
    {charge(2, 3, 0), charge(2, 3, 0)}
  };

  /** Thread 0 is refused by g, a moves away from g with nothing used, and it asks again. */
  private static final Op[][] REBINDS = {
    {charge(0, 2, 0), charge(0, 2, 0)}, {rebind()}, {charge(1, 1, 1), refund(1, 0)}
  };

  @Test
  @Tag("P1")
  @Tag("P12")
  @Tag("P13")
  void chargesThatFitExactly_areAllGranted_whateverTheLanesHold() {
    StateSpace.Outcome outcome =
        Search.holds(
            "lanes: 4 threads, root 6, charges 1+2+2+1", lanes(6, FITS_EXACTLY, true, Flaw.NONE));

    assertThat(outcome.done()).contains("drains a lane", "pays from its lane", "fills its lane");
  }

  @Test
  @Tag("P1")
  @Tag("P12")
  @Tag("P13")
  void aCachedDenial_isJustified_whileOthersRefundThroughTheGate() {
    cached("lanes: 3 threads, refund through the gate", 4, SLOW_REFUND);
  }

  @Test
  @Tag("P1")
  @Tag("P12")
  @Tag("P13")
  void aCachedDenial_isJustified_whileOthersSwitchLanesOnAndRefundToThem() {
    cached("lanes: 3 threads, refund to a lane", 4, FAST_REFUND);
    cached("lanes: 4 threads, two fill the lanes of one leaf", 6, TWO_FILLERS);
  }

  @Test
  @Tag("P1")
  @Tag("P12")
  @Tag("P13")
  void loweringAndRaisingALimit_alone_keepsEveryRule() {
    StateSpace.Outcome outcome =
        Search.holds("lanes: 3 threads, limit 5 to 3 to 5", lanes(5, LIMITS, false, Flaw.NONE));

    assertThat(outcome.done()).contains("is denied by the cache", "is denied for good");
  }

  @Test
  @Tag("P12")
  @Tag("P13")
  void closingALeaf_emptiesItsLanesAndItsAncestors() {
    StateSpace.Outcome outcome =
        Search.holds("lanes: 3 threads, close of a leaf", lanes(4, CLOSES, false, Flaw.NONE));

    assertThat(outcome.done()).contains("is denied by the closed scope");
  }

  @Test
  @Tag("P12")
  @Tag("P13")
  void rebindingALeaf_takesItsCachedDenialAway() {
    Search.holds("lanes: 3 threads, rebind of a leaf", rebinds(Flaw.NONE));
  }

  @Test
  @Tag("P1")
  @Tag("P12")
  @Tag("P13")
  void twoLedgersThatRefuse_areDrainedInTurn() {
    Op[][] scripts = {{charge(0, 1, 1)}, {charge(1, 1, 1)}, {charge(2, 2, 2)}, {charge(1, 1, 0)}};
    StateSpace.Outcome outcome =
        Search.holds(
            "lanes: 4 threads, g 3, root 5, all fits",
            new LaneModel(new int[] {LOTS, LOTS, 3, 5}, scripts, true, Flaw.NONE));

    assertThat(outcome.done()).contains("is refused by another ledger");
  }

  /** Everything at once; more of it with the large bounds. */
  @Test
  @Tag("P1")
  @Tag("P12")
  @Tag("P13")
  void chargesRefundsALimitAndAClose_together_keepEveryRule() {
    Op[][] small = {
      {charge(0, 1, 1), refund(0, 0)}, {charge(2, 2, 1), charge(2, 2, 0)}, {close(LaneState.A)}
    };
    Op[][] large = {
      {charge(0, 1, 2), charge(0, 2, 0), refund(0, 0), refund(0, 1)},
      {charge(2, 3, 1), charge(2, 3, 0), charge(2, 1, 1)},
      {charge(1, 1, 1), refund(1, 0), charge(1, 2, 0), close(LaneState.A)},
      {limit(LaneState.ROOT, 3), rebind(), limit(LaneState.ROOT, 5)}
    };
    StateSpace.Outcome outcome =
        Search.holds(
            Search.EXHAUSTIVE
                ? "lanes: 4 threads, 14 operations, limit, rebind, close"
                : "lanes: 3 threads, 5 operations, close",
            lanes(4, Search.EXHAUSTIVE ? large : small, false, Flaw.NONE));

    assertThat(outcome.done()).contains("fills its lane", "drains a lane", "ends the change");
  }

  @Test
  void draining_beforeTheGate_letsLanesFillAgain() {
    Search.breaks(
        "drains before the gate",
        lanes(6, FITS_EXACTLY, true, Flaw.DRAINS_BEFORE_THE_GATE),
        "denial that no holding justifies");
  }

  @Test
  void withoutDraining_aDenialIsNotJustified() {
    Search.breaks(
        "does not drain",
        lanes(6, FITS_EXACTLY, true, Flaw.DOES_NOT_DRAIN),
        "denial that no holding justifies");
  }

  @Test
  void refundingIntoALaneThatIsOff_makesADenialUnjust() {
    Search.breaks(
        "refunds into a lane that is off",
        lanes(4, FAST_REFUND, false, Flaw.REFUNDS_INTO_A_LANE_THAT_IS_OFF),
        "denial that no holding justifies");
  }

  @Test
  void switchingALaneOn_withoutClearingTheCache_makesItUnjust() {
    breaksTheCache(4, FAST_REFUND, Flaw.SWITCHES_ON_WITHOUT_CLEARING);
  }

  @Test
  void switchingALaneOn_beforeClearingTheCache_makesItUnjust() {
    breaksTheCache(4, FAST_REFUND, Flaw.SWITCHES_ON_BEFORE_CLEARING);
  }

  @Test
  void aFlagForAllLanes_setBeforeClearingTheCache_letsASecondFillerPast() {
    breaksTheCache(6, TWO_FILLERS, Flaw.SETS_A_FLAG_BEFORE_CLEARING);
  }

  @Test
  void clearingTheCache_afterSubtracting_makesItUnjust() {
    breaksTheCache(4, SLOW_REFUND, Flaw.CLEARS_AFTER_SUBTRACTING);
  }

  @Test
  void neverClearingTheCache_makesItUnjust() {
    breaksTheCache(4, SLOW_REFUND, Flaw.NEVER_CLEARS);
  }

  @Test
  void clearingOnlyWhereARebindSubtracts_keepsADenialOfAnotherLine() {
    Search.breaks(
        "rebind clears only where it subtracts",
        rebinds(Flaw.REBIND_CLEARS_ONLY_WHERE_IT_SUBTRACTS),
        "cached denial that nothing justifies");
  }

  @Test
  void closing_withoutTheLanes_letsAClosedScopePay() {
    Search.breaks(
        "close leaves the lanes on",
        lanes(4, CLOSES, false, Flaw.CLOSE_LEAVES_THE_LANES_ON),
        "used is not what is held, in lanes and under way at a");
  }

  @Test
  void aLimitOutsideTheGate_withoutASecondRead_isReportedAsKeptAndIsNot() {
    Search.breaks(
        "limit outside the gate, no second read",
        lanes(5, LIMITS, false, Flaw.LIMIT_OUTSIDE_NO_SECOND_READ),
        "reported as kept, and more than the limit is held at root");
  }

  @Test
  void aLimitOutsideTheGate_withASecondRead_isKeptByHoldings_butUsedGrowsForAnInstant() {
    Search.holds(
        "lanes: limit outside the gate, second read, holdings only",
        lanes(5, LIMITS, false, Flaw.LIMIT_OUTSIDE_HOLDINGS_ONLY));
    Search.breaks(
        "limit outside the gate",
        lanes(5, LIMITS, false, Flaw.LIMIT_OUTSIDE),
        "used grows above hard at root");
  }

  private static void cached(String bounds, int root, Op[][] scripts) {
    StateSpace.Outcome outcome = Search.holds(bounds, lanes(root, scripts, false, Flaw.NONE));

    assertThat(outcome.done()).contains("is denied by the cache", "finds the cache out of date");
  }

  private static void breaksTheCache(int root, Op[][] scripts, Flaw flaw) {
    Search.breaks(
        flaw.name(), lanes(root, scripts, false, flaw), "cached denial that nothing justifies");
  }

  private static LaneModel rebinds(Flaw flaw) {
    return new LaneModel(new int[] {LOTS, LOTS, 1, 4}, REBINDS, false, flaw);
  }

  private static LaneModel lanes(int root, Op[][] scripts, boolean allGranted, Flaw flaw) {
    return new LaneModel(new int[] {LOTS, LOTS, LOTS, root}, scripts, allGranted, flaw);
  }
}
