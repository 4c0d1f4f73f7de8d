package dev.stint.ledger.donation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clock, the audit or the listener throws at each call out in turn. */
@Tag("P31")
class DonationFaultTest {
  /** How a life ends. */
  enum Ending {
    FINISH,
    TIMEOUT,
    CANCEL,
    DONOR_CLOSES,
    RECEIVER_CLOSES
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void fault_atAnyCallOut_leavesNothingOutstanding(Ending ending) {
    int callsOut = 0;
    for (int at = 0; ; at++) {
      Life life = new Life(at);
      boolean faulted = life.live(ending);
      life.check(ending + " fault at " + at);
      if (!faulted) {
        break;
      }
      callsOut++;
    }

    assertThat(callsOut).as("calls out in one life").isGreaterThan(15);
  }

  @Test
  void fault_atTheStart_leavesEveryCounterAtItsStart() {
    for (int at = 0; at < 2; at++) {
      DonationGraph graph = new DonationGraph();
      graph.untilFault.set(at);

      try {
        graph.donate(Resource.MODEL_TOKENS_IN, 10);
      } catch (IllegalStateException injected) {
        assertThat(injected).hasMessageStartingWith("injected");
      }

      assertThat(graph.used(graph.alice, Resource.MODEL_TOKENS_IN)).isZero();
      assertThat(graph.session.ledger(Resource.MODEL_TOKENS_IN).total()).isZero();
      assertThat(graph.donations.liveCount()).isZero();
      assertThat(graph.donations.live(1)).isEmpty();
    }
  }

  private static final class Life {
    private final DonationGraph graph = new DonationGraph();
    private final Scope worker = graph.service.child(ScopeKind.SERVICE, "worker");
    private long accepted;
    private boolean faulted;

    Life(int at) {
      graph.untilFault.set(at);
    }

    /** Each step goes on with what the one before it left. */
    boolean live(Ending ending) {
      Offer[] offer = new Offer[1];
      Donation[] handle = new Donation[2];
      attempt(() -> offer[0] = graph.donate(Resource.MODEL_TOKENS_IN, 100));
      if (offer[0] != null) {
        Donation root = offer[0].orThrow();
        handle[0] = root;
        attempt(() -> spend(root, 5));
        attempt(() -> handle[1] = root.subDonate(worker, 20, 50).donation());
        attempt(() -> spend(handle[1], 7));
        attempt(() -> handle[1].subDonate(worker, 2, 50));
        attempt(() -> handle[0] = root.moveTo(worker).donation());
        attempt(() -> spend(handle[0], 3));
      }
      attempt(() -> end(ending, offer[0], handle[0]));
      graph.untilFault.set(-1);
      graph.now.set(1_000);
      graph.donations.settleExpired(1_000);
      return faulted;
    }

    private void spend(Donation from, long amount) {
      if (from != null && from.spend(amount).granted()) {
        accepted += amount;
      }
    }

    private void end(Ending ending, Offer offer, Donation handle) {
      switch (ending) {
        case FINISH -> handle.settle();
        case CANCEL -> offer.recall().cancel();
        case TIMEOUT -> graph.donations.settleExpired(1_000);
        case DONOR_CLOSES -> graph.session.close();
        case RECEIVER_CLOSES -> graph.service.close();
      }
    }

    private void attempt(Runnable step) {
      try {
        step.run();
      } catch (IllegalStateException injected) {
        assertThat(injected).hasMessageStartingWith("injected");
        faulted = true;
      } catch (NullPointerException followsFromAFault) {
        assertThat(faulted).isTrue();
      }
      faulted |= graph.untilFault.get() < 0;
    }

    void check(String what) {
      assertThat(graph.donations.liveCount()).as(what).isZero();
      assertThat(graph.donations.live(9)).as(what).isEmpty();
      assertThat(graph.used(graph.alice, Resource.MODEL_TOKENS_IN)).as(what).isEqualTo(accepted);
      assertThat(graph.alice.ledger(Resource.MODEL_TOKENS_IN).reserved()).as(what).isZero();
      for (DonationFigures figures : graph.donations.figures()) {
        assertThat(figures.outstanding()).as("%s: %s", what, figures).isZero();
      }
    }
  }
}
