package dev.stint.ledger;

import static dev.stint.ledger.Resource.FDS;
import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.STORAGE_ENTRIES;
import static dev.stint.ledger.Resource.STORAGE_HOME;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReserveAllTest {
  private static final Amounts FILE = Amounts.of(STORAGE_ENTRIES, 1).and(STORAGE_HOME, 256);

  private final Graph graph = new Graph();

  @Test
  @Tag("P6")
  void allFit_everyLedgerHoldsIts_andTheHoldersShowTheParts() {
    ReservationSet set = graph.alice.reserveAll(FILE).setOrThrow();

    assertThat(graph.used(graph.system, STORAGE_ENTRIES)).isEqualTo(1);
    assertThat(graph.used(graph.system, STORAGE_HOME)).isEqualTo(256);
    assertThat(set.parts())
        .extracting(Reservation::resource)
        .containsExactly(STORAGE_HOME, STORAGE_ENTRIES);
    assertThat(graph.alice.ledger(STORAGE_HOME).holders()).containsExactly(set.parts().get(0));
    assertThat(graph.alice.ledger(STORAGE_HOME).reserved()).isEqualTo(256);
    assertThat(set.commit()).isTrue();
    assertThat(graph.alice.ledger(STORAGE_HOME).reserved()).isZero();
    set.close();
    set.close();
    assertThat(graph.used(graph.system, STORAGE_ENTRIES)).isZero();
    assertThat(graph.used(graph.system, STORAGE_HOME)).isZero();
    assertThat(graph.alice.ledger(STORAGE_HOME).holders()).isEmpty();
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  @Tag("P6")
  @Tag("P7")
  @Tag("C-R6")
  void theLastIsRefused_noneIsHeld_andTheOthersThatWouldRefuseAreNamed() {
    graph.limit(graph.system, SOCKETS, 1).limit(graph.alice, FDS, 2);
    graph.alice.charge(SOCKETS, 1);
    Amounts amounts = Amounts.of(FDS, 3).and(THREADS, 1).and(SOCKETS, 1);

    Denied denied = (Denied) graph.alice.reserveAll(amounts);

    assertThat(denied.message())
        .isEqualTo(
            "exceeded limit: principal [alice] sockets, requested [1], used [1], hard [1], also"
                + " refused [fds], at [system], profile [test.yaml:1 socketLimit], retry [on"
                + " release] (STINT-L018)");
    assertThat(denied.alsoRefused())
        .singleElement()
        .satisfies(d -> assertThat(d.hard()).isEqualTo(2));
    assertThat(graph.used(graph.alice, THREADS)).isZero();
    assertThat(graph.alice.ledger(THREADS).peak()).isZero();
    assertThat(graph.alice.ledger(THREADS).holders()).isEmpty();
    assertThat(graph.alice.ledger(THREADS).reserved()).isZero();
    assertThat(graph.system.ledger(SOCKETS).denied()).isEqualTo(1);
    assertThat(graph.alice.ledger(FDS).denied()).isZero();
  }

  @Test
  @Tag("C-E7")
  void theSameSetAgain_isTheSameDenialUntilSomethingIsGivenBack() {
    graph.limit(graph.alice, THREADS, 1);
    Reservation held = graph.alice.reserveOrThrow(THREADS, 1);
    Amounts amounts = Amounts.of(FDS, 1).and(THREADS, 1);

    SetVerdict denied = graph.alice.reserveAll(amounts);

    assertThat(graph.alice.reserveAll(amounts)).isSameAs(denied);
    assertThat(((Denied) graph.alice.reserve(THREADS, 1)).alsoRefused()).isEmpty();
    held.close();
    assertThat(graph.alice.reserveAll(amounts).granted()).isTrue();
  }

  @Test
  @Tag("C-E1")
  @Tag("C-R9")
  void aNegativeAmount_isDeniedAndNothingMoves() {
    SetVerdict verdict = graph.alice.reserveAll(Amounts.of(THREADS, 1).and(FDS, -1));

    assertThat(verdict).isInstanceOf(Malformed.class);
    assertThat(graph.used(graph.system, THREADS)).isZero();
  }

  @Test
  void aResourceNamedTwice_isAnError() {
    assertThatThrownBy(() -> FILE.and(STORAGE_HOME, 1))
        .hasMessage("resource [storage.home] is named twice");
  }

  @Test
  @Tag("P8")
  void settle_keepsWhatWasUsed_andOnlyThat() {
    ReservationSet set = graph.alice.reserveAll(FILE.and(FUEL, 1000)).setOrThrow();

    assertThatThrownBy(() -> set.settle(Amounts.of(FUEL, 1001)))
        .hasMessage("settle [1001] of reserved [1000]");
    assertThat(set.settle(Amounts.of(FUEL, 400).and(STORAGE_HOME, 100))).isTrue();

    assertThat(graph.used(graph.system, FUEL)).isEqualTo(400);
    assertThat(graph.used(graph.system, STORAGE_HOME)).isEqualTo(100);
    assertThat(graph.used(graph.system, STORAGE_ENTRIES)).isZero();
    set.close();
    assertThat(graph.used(graph.system, FUEL)).as("spent stays spent").isEqualTo(400);
    assertThat(graph.used(graph.system, STORAGE_HOME)).isZero();
  }

  @Test
  @Tag("P6")
  void opposingSets_underRace_areNeverHalfHeld_andEachThatFitsIsGranted() throws Exception {
    Scope bob = graph.ledgers.principal("bob");
    graph.limit(graph.system, THREADS, 2).limit(graph.system, FDS, 2);
    Amounts both = Amounts.of(THREADS, 1).and(FDS, 1);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    for (int round = 0; round < 300; round++) {
      List<SetVerdict> verdicts =
          Races.race(
              pool,
              () -> graph.alice.reserveAll(both),
              () -> bob.reserveAll(both),
              () -> bob.reserveAll(Amounts.of(FDS, 2).and(THREADS, 2)));
      List<ReservationSet> sets = new ArrayList<>();
      long held = 0;
      for (SetVerdict verdict : verdicts) {
        if (verdict instanceof ReservationSet set) {
          sets.add(set);
          held += set.amount(THREADS);
        }
      }
      assertThat(held).as("one large or two small").isIn(1L, 2L);
      assertThat(sets.size() == 1 ? held : 2)
          .as("a small one alone would mean a spurious denial")
          .isEqualTo(2);
      assertThat(graph.used(graph.system, THREADS)).isEqualTo(2);
      assertThat(graph.used(graph.system, FDS)).isEqualTo(2);
      Races.race(pool, () -> closed(sets.get(0)), () -> closed(sets.get(sets.size() - 1)));
      assertThat(graph.used(graph.system, FDS)).isZero();
      assertThat(graph.used(graph.system, THREADS)).isZero();
    }
    pool.shutdown();
    assertThat(graph.ledgers.faults()).isZero();
  }

  private static boolean closed(ReservationSet set) {
    set.close();
    return true;
  }
}
