package dev.stint.ledger.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Denied;
import dev.stint.ledger.DonationExhausted;
import dev.stint.ledger.Malformed;
import dev.stint.ledger.OverLimit;
import dev.stint.ledger.Overloaded;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeClosed;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Stale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DonationTest {
  private static final Resource FLOW = Resource.MODEL_TOKENS_IN;
  private static final Resource STOCK = Resource.SCRATCH_BYTES;

  private final DonationGraph graph = new DonationGraph();

  @Test
  @Tag("C-D1")
  @Tag("C-D2")
  void donation_reservesTheAmountWithTheDonor_andNamesTheCall() {
    Donation donation = graph.donate(FLOW, 100).orThrow();

    assertThat(graph.session.ledger(FLOW).reserved()).isEqualTo(100);
    assertThat(graph.used(graph.alice, FLOW)).isEqualTo(100);
    assertThat(graph.used(graph.service, FLOW)).isZero();
    DonationView view = graph.donations.live(10).get(0);
    assertThat(view.id()).isEqualTo(donation.id());
    assertThat(view.callId()).isEqualTo(42);
    assertThat(view.donorPath()).isEqualTo("system/alice/s1");
    assertThat(view.receiverPath()).isEqualTo("system/db");
    assertThat(view.resource()).isEqualTo(FLOW);
    assertThat(view.amount()).isEqualTo(100);
    assertThat(view.leftNanos()).isEqualTo(1_000);
  }

  @Test
  @Tag("C-D2")
  void donation_thatTheDonorCannotPay_isTheDonorsOwnDenial() {
    graph.limit(graph.alice, FLOW, 99);

    Offer offer = graph.donate(FLOW, 100);

    assertThat(offer.denied()).isInstanceOf(OverLimit.class);
    assertThat(graph.used(graph.session, FLOW)).isZero();
    assertThat(graph.donations.liveCount()).isZero();
    assertThatThrownBy(offer::orThrow).isInstanceOf(ResourceLimitExceeded.class);
  }

  @Test
  @Tag("C-D6")
  void settlement_chargesWhatIsSpent_andGivesTheRestBack() {
    Donation donation = graph.donate(FLOW, 100).orThrow();
    assertThat(donation.spend(30).granted()).isTrue();
    assertThat(donation.spend(5).granted()).isTrue();

    assertThat(donation.settle()).isTrue();
    assertThat(donation.settle()).isFalse();

    assertThat(graph.used(graph.session, FLOW)).isEqualTo(35);
    assertThat(graph.session.ledger(FLOW).reserved()).isZero();
    assertThat(graph.donations.donatedOut(graph.session, FLOW))
        .hasToString(
            "out of system/alice/s1 model.tokens.in: donated 100, spent 35, returned 65,"
                + " outstanding 0");
    assertThat(graph.donations.donatedIn(graph.service, FLOW).spent()).isEqualTo(35);
  }

  @Test
  @Tag("C-E4")
  void spend_beyondTheDonation_isDeniedWithNumbers_andHasNoEffect() {
    Donation donation = graph.donate(FLOW, 100).orThrow();
    donation.spend(90).orThrow();

    Denied denied = donation.spend(11).denied();

    assertThat(denied).isInstanceOf(DonationExhausted.class);
    assertThat(denied.message())
        .isEqualTo(
            "donation exhausted: principal [default] model.tokens.in, requested [11], used [90],"
                + " hard [0], donated [100], at [system/db], profile [-], retry [no]"
                + " (STINT-K002)");
    assertThat(donation.left()).isEqualTo(10);
    assertThat(graph.donations.refused()).isEqualTo(1);
  }

  @Test
  @Tag("C-D4")
  void denials_nameTheReceiver_andNothingOfTheDonor() {
    Donation donation = graph.donate(FLOW, 1).orThrow();

    Denied spend = donation.spend(2).denied();
    Denied part = donation.subDonate(graph.service, 2, 10).denied();
    donation.settle();
    Denied move = donation.moveTo(graph.service).denied();

    for (Denied denied : new Denied[] {spend, part, move}) {
      assertThat(denied.requester()).isSameAs(graph.service);
      assertThat(denied.ledger().scope()).isSameAs(graph.service);
      assertThat(denied.message()).doesNotContain("alice").doesNotContain("s1");
    }
  }

  @Test
  void spend_ofANegativeAmount_isMalformed() {
    Donation donation = graph.donate(FLOW, 1).orThrow();

    assertThat(donation.spend(-1).denied()).isInstanceOf(Malformed.class);
    assertThat(donation.subDonate(graph.service, 0, 10).denied()).isInstanceOf(Malformed.class);
    assertThat(graph.donate(FLOW, 0).denied()).isInstanceOf(Malformed.class);
    assertThat(donation.left()).isEqualTo(1);
  }

  @Test
  @Tag("P32")
  void spend_atTheDeadline_isDenied_andOneBeforeIsNot() {
    Donation donation = graph.donate(FLOW, 10).orThrow();

    graph.now.set(999);
    assertThat(donation.spend(1).granted()).isTrue();
    graph.now.set(1_000);
    assertThat(donation.spend(1).denied()).isInstanceOf(DonationExhausted.class);
    assertThat(donation.moveTo(graph.session).granted()).isFalse();
    assertThat(donation.subDonate(graph.session, 1, 5).granted()).isFalse();

    assertThat(graph.donations.settleExpired(999)).isZero();
    assertThat(graph.donations.settleExpired(1_000)).isEqualTo(1);
    assertThat(graph.used(graph.session, FLOW)).isEqualTo(1);
  }

  @Test
  void move_makesTheOldHandleStale() {
    Donation first = graph.donate(FLOW, 10).orThrow();
    Scope worker = graph.service.child(ScopeKind.SERVICE, "worker");
    first.spend(1);

    Donation second = first.moveTo(worker).orThrow();

    assertThat(second.left()).isEqualTo(9);
    assertThat(second.generation()).isEqualTo(1);
    Denied denied = first.spend(1).denied();
    assertThat(denied).isInstanceOf(Stale.class);
    assertThat(denied.message())
        .isEqualTo(
            "stale version: principal [default] model.tokens.in, requested [1], used [0],"
                + " hard [0], have [0], want [1], at [system/db], profile [-], retry [no]"
                + " (STINT-K003)");
    assertThat(first.settle()).isFalse();
    assertThat(first.moveTo(worker).denied()).isInstanceOf(Stale.class);
    assertThat(first.subDonate(worker, 1, 1).denied()).isInstanceOf(Stale.class);
    assertThat(second.settle()).isTrue();
    assertThat(graph.used(graph.session, FLOW)).isEqualTo(1);
    assertThat(graph.donations.donatedIn(graph.service, FLOW).donated()).isZero();
    assertThat(graph.donations.donatedIn(worker, FLOW).donated()).isEqualTo(10);
  }

  @Test
  @Tag("C-D6")
  void movedDonation_endsWithItsNewReceiver_andNotWithTheOldOne() {
    Scope one = graph.service.child(ScopeKind.SERVICE, "one");
    Scope two = graph.service.child(ScopeKind.SERVICE, "two");
    Donation first = graph.donations.donate(graph.session, one, FLOW, 10, 1_000, 1).orThrow();
    Donation second = first.moveTo(two).orThrow();

    one.close();
    assertThat(second.spend(1).granted()).isTrue();
    two.close();

    assertThat(second.spend(1).denied()).isInstanceOf(DonationExhausted.class);
    assertThat(graph.used(graph.session, FLOW)).isEqualTo(1);
    assertThat(graph.trail()).last().asString().contains("by [receiver closed] spent [1]");
  }

  @Test
  @Tag("P30")
  void part_isAtMostWhatIsLeft_andLivesNoLonger() {
    Donation whole = graph.donate(FLOW, 10).orThrow();
    whole.spend(4);

    assertThat(whole.subDonate(graph.session, 7, 10).denied())
        .isInstanceOf(DonationExhausted.class);
    Donation part = whole.subDonate(graph.session, 6, 1_000_000).orThrow();

    assertThat(part.deadlineNanos()).isEqualTo(whole.deadlineNanos());
    assertThat(whole.left()).isZero();
    part.spend(2);
    part.settle();
    assertThat(whole.left()).isEqualTo(4);
    whole.settle();
    assertThat(graph.used(graph.session, FLOW)).isEqualTo(6);
  }

  @Test
  @Tag("P30")
  void parts_goEightDeep_andNoDeeper() {
    Donation at = graph.donate(FLOW, 10).orThrow();
    for (int depth = 2; depth <= 8; depth++) {
      at = at.subDonate(graph.service, 10, 1_000).orThrow();
    }

    assertThat(at.subDonate(graph.service, 1, 1_000).denied())
        .isInstanceOf(DonationExhausted.class);
    assertThat(at.spend(10).granted()).isTrue();
  }

  @Test
  @Tag("C-D6")
  void settlement_endsTheParts_andCountsWhatTheySpent() {
    Donation whole = graph.donate(FLOW, 10).orThrow();
    Donation part = whole.subDonate(graph.session, 6, 100).orThrow();
    Donation deeper = part.subDonate(graph.session, 3, 100).orThrow();
    deeper.spend(2);

    whole.settle();

    assertThat(part.spend(1).denied()).isInstanceOf(DonationExhausted.class);
    assertThat(deeper.spend(1).denied()).isInstanceOf(DonationExhausted.class);
    assertThat(graph.used(graph.session, FLOW)).isEqualTo(2);
    assertThat(graph.donations.liveCount()).isZero();
    assertThat(graph.donations.live(10)).isEmpty();
  }

  @Test
  @Tag("C-D3")
  void stock_canBeGivenBackDuringTheCall_andSpentAgain() {
    Donation donation = graph.donate(STOCK, 10).orThrow();
    Spent held = donation.spend(10).orThrow();

    assertThat(donation.spend(1).granted()).isFalse();
    assertThat(held.giveBack()).isTrue();
    assertThat(held.giveBack()).isFalse();

    assertThat(donation.spend(10).granted()).isTrue();
  }

  @Test
  @Tag("C-D3")
  @Tag("C-D6")
  void stockHeldAtTheSettlement_staysChargedToTheDonor_untilItIsGivenBack() {
    Donation donation = graph.donate(STOCK, 10).orThrow();
    Spent one = donation.spend(3).orThrow();
    Spent two = donation.spend(2).orThrow();

    donation.settle();
    assertThat(graph.used(graph.session, STOCK)).isEqualTo(5);
    one.giveBack();
    assertThat(graph.used(graph.session, STOCK)).isEqualTo(5);
    two.giveBack();

    assertThat(graph.used(graph.session, STOCK)).isZero();
    assertThat(graph.session.ledger(STOCK).holders()).isEmpty();
    assertThat(graph.donations.donatedOut(graph.session, STOCK).returned()).isEqualTo(10);
  }

  @Test
  @Tag("C-D6")
  void stockHeldAtTheSettlement_endsWithTheDonor() {
    Donation donation = graph.donate(STOCK, 10).orThrow();
    Spent held = donation.spend(3).orThrow();
    donation.settle();

    graph.session.close();
    held.giveBack();

    assertThat(graph.used(graph.alice, STOCK)).isZero();
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  void stockHeldByASettledPart_comesBackToTheDonationAboveIt() {
    Donation whole = graph.donate(STOCK, 10).orThrow();
    Donation part = whole.subDonate(graph.session, 6, 100).orThrow();
    Spent held = part.spend(4).orThrow();
    part.settle();
    assertThat(whole.left()).isEqualTo(6);

    held.giveBack();

    assertThat(whole.left()).isEqualTo(10);
    whole.settle();
    assertThat(graph.used(graph.session, STOCK)).isZero();
  }

  @Test
  @Tag("C-A4")
  @Tag("C-D6")
  @Tag("O-11")
  void donorClose_stopsSpending_settles_andChargesTheDonorsAncestors() {
    Donation donation = graph.donate(FLOW, 10).orThrow();
    donation.spend(4);

    graph.session.close();

    assertThat(donation.spend(1).denied()).isInstanceOf(DonationExhausted.class);
    assertThat(donation.settle()).isFalse();
    assertThat(graph.used(graph.alice, FLOW)).isEqualTo(4);
    assertThat(graph.trail())
        .containsExactly(
            "start donation [1] of [0] call [42] to [system/db] amount [10] for [1000] ns",
            "commit donation [1] call [42] by [donor closed] spent [4] returned [6]");
  }

  @Test
  @Tag("O-11")
  void closedScopes_giveAndGetNoDonations() {
    graph.session.close();
    assertThat(graph.donate(FLOW, 1).denied()).isInstanceOf(ScopeClosed.class);

    Scope next = graph.alice.child(ScopeKind.SESSION, "s2");
    Scope gone = graph.service.child(ScopeKind.SERVICE, "gone");
    gone.close();
    assertThat(graph.donations.donate(next, gone, FLOW, 1, 10, 1).denied())
        .isInstanceOf(ScopeClosed.class);
    Donation live = graph.donations.donate(next, graph.service, FLOW, 5, 10, 1).orThrow();
    assertThat(live.moveTo(gone).denied()).isInstanceOf(ScopeClosed.class);
    assertThat(live.subDonate(gone, 1, 10).denied()).isInstanceOf(ScopeClosed.class);

    assertThat(live.left()).isEqualTo(5);
    assertThat(graph.used(next, FLOW)).isEqualTo(5);
    assertThat(graph.donations.liveCount()).isEqualTo(1);
  }

  @Test
  @Tag("C-D6")
  void recall_settlesWhereverTheDonationIs() {
    Offer offer = graph.donate(FLOW, 10);
    Donation moved = offer.orThrow().moveTo(graph.session).orThrow();
    moved.spend(3);

    assertThat(offer.recall().spent()).isEqualTo(3);
    assertThat(offer.recall().cancel()).isTrue();
    assertThat(offer.recall().cancel()).isFalse();

    assertThat(offer.recall().end()).isEqualTo(DonationEnd.CANCELLED);
    assertThat(moved.spend(1).granted()).isFalse();
    assertThat(graph.used(graph.session, FLOW)).isEqualTo(3);
  }

  @Test
  void donations_areBounded_byAllAndByLedger() {
    Donations few = new Donations(graph.ledgers, 3, 2);
    Scope bob = graph.ledgers.principal("bob");
    few.donate(graph.session, graph.service, FLOW, 1, 10, 1).orThrow();
    Donation second = few.donate(graph.session, graph.service, FLOW, 1, 10, 1).orThrow();

    Denied third = few.donate(graph.session, graph.service, FLOW, 1, 10, 1).denied();
    assertThat(third).isInstanceOf(Overloaded.class);
    assertThat(third.message())
        .isEqualTo(
            "service overloaded: principal [alice] calls.inflight, requested [1], used [2],"
                + " hard [2], at [system/alice/s1], profile [donations], retry [on release]"
                + " (STINT-K001)");
    assertThat(second.subDonate(graph.service, 1, 1).denied()).isInstanceOf(Overloaded.class);
    few.donate(bob, graph.service, FLOW, 1, 10, 1).orThrow();
    assertThat(few.donate(bob, graph.service, FLOW, 1, 10, 1).denied())
        .isInstanceOf(Overloaded.class);

    second.settle();
    assertThat(few.donate(bob, graph.service, FLOW, 1, 10, 1).granted()).isTrue();
    assertThat(few.liveCount()).isEqualTo(3);
  }

  @Test
  void figuresOfClosedScopes_areForgottenOnceSettled() {
    graph.donate(FLOW, 10);
    assertThat(graph.donations.figures()).hasSize(2);

    graph.session.close();
    graph.donations.settleExpired(0);

    assertThat(graph.donations.figures())
        .singleElement()
        .hasToString(
            "into system/db model.tokens.in: donated 10, spent 0, returned 10, outstanding 0");
  }

  @Test
  void timeout_outOfRange_isAnError() {
    assertThatThrownBy(() -> graph.donations.donate(graph.session, graph.service, FLOW, 1, 0, 1))
        .hasMessage("timeout [0] ns is out of range");
    assertThatThrownBy(
            () -> new DonationGraph().donations.donate(graph.session, graph.service, FLOW, 1, 1, 1))
        .hasMessage("scope [system/alice/s1] is of another graph");
  }
}
