package dev.stint.ledger;

import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReservationTest {
  private final Graph graph = new Graph();

  @Test
  @Tag("C-R1")
  @Tag("C-R3")
  void commit_thenRelease_returnsEveryLedgerToItsStart() {
    Reservation token = graph.alice.reserveOrThrow(THREADS, 3);
    assertThat(graph.alice.ledger(THREADS).reserved()).isEqualTo(3);

    assertThat(token.commit()).isTrue();
    assertThat(graph.alice.ledger(THREADS).reserved()).isZero();
    assertThat(graph.used(graph.system, THREADS)).isEqualTo(3);

    assertThat(token.release()).isTrue();
    assertThat(graph.used(graph.alice, THREADS)).isZero();
    assertThat(graph.used(graph.system, THREADS)).isZero();
  }

  @Test
  @Tag("C-R7")
  void close_isRollbackBeforeCommitAndReleaseAfter_andOnceOnly() {
    Reservation open = graph.alice.reserveOrThrow(THREADS, 1);
    open.close();
    open.close();
    Reservation committed = graph.alice.reserveOrThrow(THREADS, 1);
    committed.commit();
    committed.close();
    committed.close();

    assertThat(graph.used(graph.system, THREADS)).isZero();
    assertThat(graph.alice.ledger(THREADS).total()).isEqualTo(1);
    assertThat(committed.isLive()).isFalse();
  }

  @Test
  @Tag("C-R2")
  @Tag("C-R7")
  void everyStep_takesEffectOnce() {
    Reservation token = graph.alice.reserveOrThrow(THREADS, 2);

    assertThat(token.release()).as("release before commit").isFalse();
    assertThat(token.commit()).isTrue();
    assertThat(token.commit()).isFalse();
    assertThat(token.rollback()).as("rollback after commit").isFalse();
    assertThat(token.release()).isTrue();
    assertThat(token.release()).isFalse();
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  @Tag("C-R5")
  void settle_givesTheRestBack() {
    Reservation token = graph.alice.reserveOrThrow(THREADS, 10);

    token.settle(4);

    assertThat(token.amount()).isEqualTo(4);
    assertThat(graph.used(graph.alice, THREADS)).isEqualTo(4);
    token.release();
    assertThat(graph.used(graph.system, THREADS)).isZero();
  }

  @Test
  @Tag("C-R5")
  void settle_ofMoreThanReserved_isRefused() {
    Reservation token = graph.alice.reserveOrThrow(THREADS, 1);

    assertThatThrownBy(() -> token.settle(2)).hasMessage("settle [2] of reserved [1]");
    assertThat(token.isLive()).isTrue();
  }

  @Test
  @Tag("C-R6")
  void deniedAtTheRoot_leavesNoTraceBelow() {
    graph.limit(graph.system, SOCKETS, 2);
    graph.alice.charge(SOCKETS, 2);

    Verdict verdict = graph.alice.reserve(SOCKETS, 1);

    assertThat(verdict.granted()).isFalse();
    assertThat(graph.used(graph.alice, SOCKETS)).isEqualTo(2);
    assertThat(graph.system.ledger(SOCKETS).denied()).isEqualTo(1);
    assertThat(graph.alice.ledger(SOCKETS).denied()).isZero();
  }

  @Test
  @Tag("C-E2")
  void denial_carriesTheNumbersAndTheWholeMessage() {
    graph.limit(graph.alice, Resource.LINEAR_MEMORY, 8 << 20);
    graph.alice.charge(Resource.LINEAR_MEMORY, 8190 << 10);

    assertThatThrownBy(() -> graph.alice.reserveOrThrow(Resource.LINEAR_MEMORY, 64 << 10))
        .isInstanceOf(ResourceLimitExceeded.class)
        .hasMessage(
            "exceeded limit: principal [alice] linear.memory, requested [64Ki], used [8190Ki],"
                + " hard [8Mi], at [system/alice], profile [test.yaml:1 memoryCommitLimitBytes],"
                + " retry [no] (STINT-L003)");
  }

  @Test
  @Tag("C-E1")
  @Tag("C-R9")
  void negativeAmount_isDeniedAndNothingMoves() {
    Verdict verdict = graph.alice.reserve(THREADS, -5);

    assertThat(((Denied) verdict).reason()).isEqualTo(DenialReason.INVALID);
    assertThat(graph.used(graph.system, THREADS)).isZero();
  }

  @Test
  @Tag("P9")
  void sumPastTheLargestLong_isDenied() {
    graph.alice.charge(Resource.FUEL, Long.MAX_VALUE - 1);

    assertThat(graph.alice.charge(Resource.FUEL, 2)).isNotNull();
    assertThat(graph.used(graph.system, Resource.FUEL)).isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  void zeroLimit_admitsNothing_butZero() {
    graph.limit(graph.alice, THREADS, 0);

    assertThat(graph.alice.charge(THREADS, 1)).isNotNull();
    assertThat(graph.alice.charge(THREADS, 0)).isNull();
  }

  @Test
  void carriedReservation_isAdoptedOnceByTheHookOfItsResource() {
    Reservation token = graph.alice.reserveOrThrow(THREADS, 1);

    try (Carried carried = Scope.carry(token)) {
      assertThat(Cell.current().adopt(SOCKETS, 1)).isNull();
      assertThat(Cell.current().adopt(THREADS, 1)).isSameAs(token);
      assertThat(Cell.current().adopt(THREADS, 1)).isNull();
      assertThat(carried.adopted()).isTrue();
    }
    assertThat(graph.used(graph.alice, THREADS)).as("counted once").isEqualTo(1);
  }
}
