package dev.stint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FuelTankTest {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(16));
  private final Scope alice = ledgers.principal("alice");
  private final Scope run = alice.child(ScopeKind.INVOCATION, "run");
  private final Ledger fuel = alice.ledger(Resource.FUEL);

  private void limit(long amount) {
    ledgers.binder("test").bind(alice, Resource.FUEL, Limit.hard(amount));
  }

  @Test
  @Tag("A-11")
  void refill_withoutLimit_isASlice_andTheRestComesBack() {
    FuelTank tank = new FuelTank(run, 1_000);

    assertThat(tank.refill(0)).isEqualTo(1_000);
    assertThat(fuel.reserved()).isEqualTo(1_000);
    tank.settle(400);

    assertThat(tank.used()).isEqualTo(600);
    assertThat(fuel.total()).isEqualTo(600);
    assertThat(fuel.used()).isEqualTo(600);
    assertThat(fuel.reserved()).isZero();
  }

  @Test
  void refill_owing_coversTheDebtAndASlice() {
    FuelTank tank = new FuelTank(run, 1_000);
    tank.refill(0);

    assertThat(tank.refill(250)).isEqualTo(1_250);
    tank.settle(1_000);

    assertThat(tank.used()).isEqualTo(1_250);
  }

  @Test
  void refill_nearTheLimit_spendsItToTheLastUnit_thenDeniesOnce() {
    limit(2_500);
    FuelTank tank = new FuelTank(run, 1_000);

    assertThat(tank.refill(0)).isEqualTo(1_000);
    assertThat(tank.refill(0)).isEqualTo(1_000);
    assertThat(tank.refill(0)).isEqualTo(500);
    assertThat(tank.refill(7)).isZero();

    assertThat(Objects.requireNonNull(tank.denied()).requested()).isEqualTo(7);
    assertThat(tank.used()).isEqualTo(2_500);
    assertThat(fuel.denied()).isEqualTo(1);
  }

  @Test
  void refill_underATightLimit_leavesMostToOthers() {
    limit(4_000_000);

    assertThat(new FuelTank(run, FuelTank.DEFAULT_SLICE).refill(0)).isEqualTo(1_000_000);
  }

  @Test
  @Tag("P50")
  void settle_withAnUnknownRest_chargesNothingMoreThanReserved() {
    FuelTank tank = new FuelTank(run, 1_000);
    tank.refill(0);

    tank.settle(-5);

    assertThat(tank.used()).isEqualTo(1_000);
    tank.settle(0);
    assertThat(fuel.total()).isEqualTo(1_000);
  }

  @Test
  @Tag("A-11")
  void anySequence_isChargedExactly() {
    long seed = 20_260_101;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      FuelTank tank = new FuelTank(run, 1 + random.nextInt(1_000));
      long before = fuel.total();
      long left = tank.refill(0);
      long burnt = 0;
      for (int step = random.nextInt(20); step >= 0; step--) {
        long cost = random.nextInt(700);
        burnt += cost;
        left -= cost;
        if (left < 0) {
          left += tank.refill(-left);
        }
      }
      tank.settle(left);

      assertThat(tank.used()).as("seed %s round %s", seed, round).isEqualTo(burnt);
      assertThat(fuel.total() - before).isEqualTo(burnt);
    }
    assertThat(fuel.reserved()).isZero();
  }
}
