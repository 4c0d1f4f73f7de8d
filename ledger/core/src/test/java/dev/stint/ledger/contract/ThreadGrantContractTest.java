package dev.stint.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import org.junit.jupiter.api.Test;

/**
 * Contract 1, allocation: a thread works on a grant of its own, which is an estimate that steers
 * when it looks; what it really used is recorded afterwards and is exact.
 */
class ThreadGrantContractTest {
  private static final Resource HEAP = Resource.HEAP_ALLOCATED;
  private static final long HARD = 1_000_000;

  private final Host host = new Host();

  @Test
  void grantsOfManyThreads_areBookedExactly_andPassTheLimitByTheirSumAtMost() throws Exception {
    int threads = 4;
    long grant = 10_000;
    host.limit(host.alice, HEAP, Limit.hard(HARD).withAdmission(Admission.POST_PAID));
    long[] exact = new long[threads];

    Host.together(
        threads,
        i -> {
          while (host.session.room(HEAP) > 0) {
            long allocated = grant - i;
            exact[i] += allocated;
            host.session.record(HEAP, allocated);
          }
        });

    long sum = exact[0] + exact[1] + exact[2] + exact[3];
    assertThat(host.used(host.alice, HEAP)).isEqualTo(sum);
    assertThat(host.used(host.ledgers.system(), HEAP)).isEqualTo(sum);
    assertThat(host.session.ledger(HEAP).total()).isEqualTo(sum);
    assertThat(sum).isBetween(HARD, HARD + threads * grant);
    assertThat(host.session.charge(HEAP, 1)).isNotNull();
  }

  @Test
  void grant_isReadWithoutAnObjectOrALock_fromTheLeastRoomOfTheLine() {
    host.limit(host.alice, HEAP, Limit.hard(500));
    host.limit(host.session, HEAP, Limit.hard(HARD));

    host.session.record(HEAP, 300);

    assertThat(host.session.room(HEAP)).isEqualTo(200);
    assertThat(host.alice.room(HEAP)).isEqualTo(200);
    assertThat(host.ledgers.system().room(HEAP)).isEqualTo(Long.MAX_VALUE);
  }
}
