package dev.stint.ledger.model;

import static dev.stint.ledger.model.DonationModel.Op.delegate;
import static dev.stint.ledger.model.DonationModel.Op.donorDies;
import static dev.stint.ledger.model.DonationModel.Op.settle;
import static dev.stint.ledger.model.DonationModel.Op.spend;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.model.DonationModel.Actor;
import dev.stint.ledger.model.DonationModel.Flaw;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Target 2 of the model checking: a tree of donations, with the deaths of donor and donee. */
class DonationModelTest {
  private static final Actor SERVICE =
      new Actor("service", true, spend(0), delegate(1), spend(0), delegate(3), settle(0));
  private static final Actor SUB_SERVICE =
      new Actor("sub-service", true, spend(1), delegate(2), spend(2), settle(1));
  private static final Actor SUB_TIMER = new Actor("timer of d1", false, settle(1));
  private static final Actor CANCEL = new Actor("donor's cancel", false, settle(0));
  private static final Actor DONOR = new Actor("donor's death", false, donorDies());

  @Test
  @Tag("P28")
  @Tag("P31")
  void finishTimeoutAndCancelInAnyOrder_settleOnceAndLeaveNothingOutstanding() {
    search("donations: finish, timeout, cancel, donee's death", SUB_TIMER, CANCEL);
  }

  @Test
  @Tag("P28")
  @Tag("P31")
  void theDeathsOfDonorAndDonee_inAnyOrder_settleOnceAndLeaveNothingOutstanding() {
    search("donations: timeout, donor's and donees' deaths", SUB_TIMER, DONOR);
  }

  /** All of them at once with the large bounds, two of them otherwise. */
  @Test
  @Tag("P28")
  @Tag("P31")
  void everyEndAtOnce_settlesOnceAndLeavesNothingOutstanding() {
    if (Search.EXHAUSTIVE) {
      search("donations: all ends at once", SUB_TIMER, CANCEL, DONOR);
    } else {
      search("donations: cancel, donor's and donees' deaths", CANCEL, DONOR);
    }
  }

  @Test
  void delegating_withoutLookingAgain_leavesAnOrphan() {
    breaks(Flaw.DELEGATE_DOES_NOT_LOOK_AGAIN, "all is over, and a handle is outstanding");
  }

  @Test
  void settling_withoutTheChildren_leavesThemOutstanding() {
    breaks(Flaw.SETTLE_FORGETS_THE_CHILDREN, "all is over, and a handle is outstanding");
  }

  @Test
  void settlingInTwoSteps_settlesTwice() {
    breaks(Flaw.SETTLES_IN_TWO_STEPS, "donated is not spent, returned and outstanding");
  }

  @Test
  void spendingInTwoSteps_losesWhatWasSpent() {
    breaks(Flaw.SPENDS_IN_TWO_STEPS, "what was spent is not what was granted");
  }

  @Test
  void spending_withoutLookingAtTheAncestors_goesOnAfterTheCancel() {
    breaks(
        Flaw.SPEND_IGNORES_THE_ANCESTORS, "spent after the settle of the whole tree had returned");
  }

  @Test
  void returningToASettledParent_losesTheRest() {
    breaks(Flaw.RETURNS_TO_A_SETTLED_PARENT, "donated is not spent, returned and outstanding");
  }

  @Test
  void returningToAClosedDonor_givesBackTwice() {
    Search.breaks(
        Flaw.IGNORES_THE_CLOSED_DONOR.name(),
        new DonationModel(Flaw.IGNORES_THE_CLOSED_DONOR, SERVICE, SUB_SERVICE, DONOR),
        "a closed donor's ledger was written to");
  }

  private static void search(String bounds, Actor... ends) {
    StateSpace.Outcome outcome = Search.holds(bounds, model(Flaw.NONE, ends));

    assertThat(outcome.done())
        .contains(
            "dies",
            "spends",
            "sees the parent settled meanwhile",
            "sees an ancestor settled and is refused",
            "finds the ancestor settled and goes on",
            "hands the rest to an ancestor",
            "hands the rest to the donor");
  }

  private static void breaks(Flaw flaw, String why) {
    Search.breaks(flaw.name(), model(flaw, SUB_TIMER, CANCEL), why);
  }

  private static DonationModel model(Flaw flaw, Actor... ends) {
    Actor[] all = new Actor[ends.length + 2];
    all[0] = SERVICE;
    all[1] = SUB_SERVICE;
    System.arraycopy(ends, 0, all, 2, ends.length);
    return new DonationModel(flaw, all);
  }
}
