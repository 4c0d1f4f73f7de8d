package dev.stint.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Verdict;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Contract 3, fuel: a run leases a slice, burns a part of it and settles; runs at the same time do
 * not multiply the budget, and a run that is killed gives its slice back with its scope.
 */
class FuelSliceContractTest {
  private static final Resource FUEL = Resource.FUEL;
  private static final long SLICE = 64;

  private final Host host = new Host();

  @Test
  @Tag("P50")
  void runsAtTheSameTime_burnTheBudgetTogether_andNotOneUnitMore() throws Exception {
    long budget = 100_000;
    host.limit(host.alice, FUEL, Limit.hard(budget));
    AtomicLong burnt = new AtomicLong();

    Host.together(
        4,
        i -> {
          long ask = SLICE;
          while (ask > 0) {
            Verdict verdict = host.session.reserve(FUEL, ask);
            if (verdict instanceof Reservation slice) {
              long used = Math.max(1, ask - i);
              slice.settle(used);
              burnt.addAndGet(used);
            } else {
              ask /= 2;
            }
          }
        });

    assertThat(burnt.get()).isEqualTo(budget);
    assertThat(host.used(host.alice, FUEL)).isEqualTo(budget);
    assertThat(host.session.ledger(FUEL).total()).isEqualTo(budget);
    assertThat(host.session.ledger(FUEL).reserved()).isZero();
  }

  @Test
  @Tag("C-R8")
  void runThatIsKilled_givesItsSliceBack_andKeepsWhatItBurnt() {
    host.limit(host.alice, FUEL, Limit.hard(1_000));
    try (dev.stint.ledger.Scope run = host.session.child(ScopeKind.INVOCATION, "run")) {
      run.reserveOrThrow(FUEL, 100).settle(60);
      run.reserveOrThrow(FUEL, 100);
    }

    assertThat(host.used(host.alice, FUEL)).isEqualTo(60);
    assertThat(host.alice.room(FUEL)).isEqualTo(940);
  }
}
