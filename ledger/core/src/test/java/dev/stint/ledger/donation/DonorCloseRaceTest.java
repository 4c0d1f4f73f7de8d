package dev.stint.ledger.donation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The service settles while the donor closes, again and again and nothing else: the close must wait
 * for the settlement, or what was spent is lost for the donor's ancestors.
 */
class DonorCloseRaceTest {
  private static final int ROUNDS = 1_000;
  private static final Resource FLOW = Resource.MODEL_TOKENS_IN;

  private final DonationGraph graph = new DonationGraph();
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Donation donation;
  private volatile int delay;

  @Test
  @Tag("P31")
  @Tag("O-11")
  void settlementAndDonorClose_atOnce_loseNothingThatWasSpent() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    Thread service = new Thread(this::settleEach, "service");
    service.setDaemon(true);
    service.start();
    for (int round = 0; round < ROUNDS; round++) {
      Scope session = graph.alice.child(ScopeKind.SESSION, "race");
      Donation made =
          graph.donations.donate(session, graph.service, FLOW, 10, 1_000, round).orThrow();
      made.spend(1);
      donation = made;
      delay = random.nextInt(60);
      int mine = random.nextInt(60);
      turn.set(2 * round + 1);
      spin(mine);
      session.close();
      await(2 * round + 2);
      assertThat(graph.used(graph.alice, FLOW))
          .as("seed %d round %d", seed, round)
          .isEqualTo(round + 1L);
    }
    service.join(10_000);
    assertThat(graph.ledgers.faults()).isZero();
    assertThat(graph.donations.liveCount()).isZero();
  }

  private void settleEach() {
    for (int round = 0; round < ROUNDS; round++) {
      await(2 * round + 1);
      spin(delay);
      donation.settle();
      turn.set(2 * round + 2);
    }
  }

  private void await(int wanted) {
    for (int spins = 0; turn.get() != wanted; spins++) {
      if (spins < 200) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }
}
