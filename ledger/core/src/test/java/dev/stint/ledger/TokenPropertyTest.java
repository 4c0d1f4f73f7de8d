package dev.stint.ledger;

import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TokenPropertyTest {
  private enum State {
    RESERVED,
    COMMITTED,
    ENDED
  }

  @Test
  @Tag("P4")
  @Tag("P8")
  @Tag("C-R2")
  @Tag("C-R3")
  @Tag("C-R5")
  @Tag("C-R7")
  void everySequenceOfSteps_movesTheTokenAsItsMachineSays_andTheLedgerWithIt() {
    Traces.check(200, 14, TokenPropertyTest::play);
  }

  private static void play(List<Integer> operations, List<String> trace) {
    Graph graph = new Graph();
    boolean stock = operations.isEmpty() || operations.get(0) % 2 == 0;
    Resource resource = stock ? THREADS : FUEL;
    Reservation token = graph.alice.reserveOrThrow(resource, 10);
    State state = State.RESERVED;
    long held = 10;
    for (int op : operations) {
      boolean moved;
      switch (op / 2 % 5) {
        case 0 -> {
          trace.add("commit");
          moved = token.commit();
          assertThat(moved).isEqualTo(state == State.RESERVED);
          state = moved ? State.COMMITTED : state;
        }
        case 1 -> {
          long actual = op / 16 % (token.amount() + 1);
          trace.add("settle " + actual);
          moved = token.settle(actual);
          assertThat(moved).isEqualTo(state == State.RESERVED);
          state = moved ? State.COMMITTED : state;
          held = moved ? actual : held;
        }
        case 2 -> {
          trace.add("rollback");
          moved = token.rollback();
          assertThat(moved).isEqualTo(state == State.RESERVED);
          state = moved ? State.ENDED : state;
          held = moved ? 0 : held;
        }
        case 3 -> {
          trace.add("release");
          moved = token.release();
          assertThat(moved).isEqualTo(state == State.COMMITTED);
          state = moved ? State.ENDED : state;
          held = moved && stock ? 0 : held;
        }
        default -> {
          trace.add("close");
          held = state == State.RESERVED || stock ? 0 : held;
          state = State.ENDED;
          token.close();
        }
      }
      assertThat(token.isLive()).isEqualTo(state != State.ENDED);
      assertThat(graph.used(graph.alice, resource)).isEqualTo(held);
      assertThat(graph.used(graph.system, resource)).isEqualTo(held);
      assertThat(graph.alice.ledger(resource).reserved())
          .isEqualTo(state == State.RESERVED ? held : 0);
    }
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  @Tag("P5")
  void stepsUnderRace_changeTheLedgerOnce() throws Exception {
    Graph graph = new Graph();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    for (int round = 0; round < 500; round++) {
      Reservation token = graph.alice.reserveOrThrow(THREADS, 10);
      Races.race(
          pool,
          () -> token.settle(4),
          () -> token.release(),
          () -> {
            token.close();
            return true;
          },
          () -> token.rollback());
      token.close();
      assertThat(graph.used(graph.alice, THREADS)).isZero();
      assertThat(graph.used(graph.system, THREADS)).isZero();
    }
    pool.shutdown();
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  @Tag("P7")
  void aDeniedRequest_leavesEveryLedgerAsItWas() {
    Graph graph = new Graph();
    graph.limit(graph.system, THREADS, 5);
    graph.binder.bind(graph.alice, THREADS, Limit.hard(0).withAdmission(Admission.OBSERVED));
    graph.alice.charge(THREADS, 3);
    List<Long> before = numbers(graph);

    assertThat(graph.alice.charge(THREADS, 3)).isNotNull();
    assertThat(graph.alice.reserve(THREADS, 3).granted()).isFalse();
    assertThat(graph.alice.reserveAll(Amounts.of(THREADS, 3)).granted()).isFalse();

    assertThat(numbers(graph)).isEqualTo(before);
  }

  private static List<Long> numbers(Graph graph) {
    List<Long> all = new ArrayList<>();
    for (Scope scope : List.of(graph.system, graph.alice)) {
      Ledger ledger = scope.ledger(THREADS);
      all.addAll(
          List.of(
              ledger.used(),
              ledger.reserved(),
              ledger.total(),
              ledger.peak(),
              ledger.wouldDeny(),
              ledger.stallNanos()));
    }
    return all;
  }

  @Test
  @Tag("P10")
  void oneLedgerOfRecord_thereIsNoWayToMakeAnother() throws Exception {
    assertThat(Ledger.class.getConstructors()).isEmpty();
    for (int round = 0; round < 100; round++) {
      Scope scope = new Graph().alice;
      List<Ledger> seen =
          Races.race(
              () -> scope.ledger(THREADS),
              () -> scope.ledger(THREADS),
              () -> scope.ledger(THREADS));
      assertThat(seen).containsOnly(scope.ledger(THREADS));
      assertThat(scope.ledgers()).hasSize(1);
    }
  }

  @Test
  @Tag("O-11")
  void whatComesAfterTheEnd_isBookedAsLate_andNeverOnTheDeadSession() {
    Graph graph = new Graph();
    Scope session = graph.alice.child(ScopeKind.SESSION, "s");
    session.charge(THREADS, 2);
    session.close();
    assertThat(graph.used(graph.system, THREADS)).isZero();

    session.record(FUEL, 7);
    session.record(THREADS, 1);

    Scope late = graph.alice.child(ScopeKind.SERVICE, "late");
    assertThat(graph.used(session, FUEL)).isZero();
    assertThat(graph.used(late, FUEL)).isEqualTo(7);
    assertThat(graph.used(graph.alice, THREADS)).isEqualTo(1);
    graph.alice.close();
    session.record(FUEL, 5);
    assertThat(graph.used(graph.system.child(ScopeKind.SERVICE, "late"), FUEL)).isEqualTo(5);
    assertThat(graph.used(graph.system, THREADS)).isZero();
  }

  @Test
  @Tag("O-11")
  void recordAgainstClose_isOnTheSessionBeforeItsEndOrOnLate() throws Exception {
    Graph graph = new Graph();
    ExecutorService pool = Executors.newFixedThreadPool(3);
    for (int round = 0; round < 300; round++) {
      Scope session = graph.alice.child(ScopeKind.SESSION, "s");
      long late = lateUse(graph);
      Races.race(
          pool,
          () -> recorded(session),
          () -> recorded(session),
          () -> {
            session.close();
            return true;
          });
      assertThat(graph.used(session, THREADS)).isZero();
      assertThat(lateUse(graph) - late).isIn(0L, 1L, 2L);
      assertThat(graph.used(graph.system, THREADS)).isEqualTo(lateUse(graph));
    }
    pool.shutdown();
    assertThat(graph.ledgers.faults()).isZero();
  }

  private static long lateUse(Graph graph) {
    return graph.used(graph.alice.child(ScopeKind.SERVICE, "late"), THREADS);
  }

  private static boolean recorded(Scope session) {
    session.record(THREADS, 1);
    return true;
  }
}
