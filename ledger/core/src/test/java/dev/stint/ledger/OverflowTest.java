package dev.stint.ledger;

import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.LINEAR_MEMORY;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Amounts near the largest long never wrap around to be admitted. */
@Tag("P9")
class OverflowTest {
  private static final long MAX = Long.MAX_VALUE;
  private static final long[] EDGES = {0, 1, 2, MAX / 2, MAX / 2 + 1, MAX - 2, MAX - 1, MAX};

  private final Graph graph = new Graph();

  @Test
  void everyEntry_nearTheLargestLong_grantsExactlyWhatExactArithmeticAllows() {
    for (long held : EDGES) {
      for (long more : EDGES) {
        for (long hard : EDGES) {
          check(held, more, hard);
        }
      }
    }
  }

  private static void check(long held, long more, long hard) {
    boolean first = held <= hard;
    boolean second = first && more <= hard - held;
    for (int entry = 0; entry < 4; entry++) {
      Graph graph = new Graph();
      graph.limit(graph.system, LINEAR_MEMORY, hard);
      String what = held + " then " + more + " of " + hard + ", entry " + entry;
      assertThat(take(graph, entry, held)).as(what).isEqualTo(first);
      if (first) {
        assertThat(take(graph, entry, more)).as(what).isEqualTo(second);
        long used = second ? held + more : held;
        assertThat(graph.used(graph.system, LINEAR_MEMORY)).as(what).isEqualTo(used);
        assertThat(graph.used(graph.alice, LINEAR_MEMORY)).as(what).isEqualTo(used);
      }
      assertThat(graph.ledgers.faults()).isZero();
    }
  }

  private static boolean take(Graph graph, int entry, long amount) {
    return switch (entry) {
      case 0 -> graph.alice.charge(LINEAR_MEMORY, amount) == null;
      case 1 -> graph.alice.reserve(LINEAR_MEMORY, amount).granted();
      case 2 -> graph.alice.reserve(LINEAR_MEMORY, amount, Priority.ALWAYS).granted();
      default ->
          graph.alice.reserveAll(Amounts.of(THREADS, 1).and(LINEAR_MEMORY, amount)).granted();
    };
  }

  @Test
  void withoutALimit_theSumItselfIsTheBound() {
    assertThat(graph.alice.charge(LINEAR_MEMORY, MAX)).isNull();

    assertThat(graph.ledgers.principal("bob").charge(LINEAR_MEMORY, 1)).isNotNull();
    assertThat(graph.alice.reserve(LINEAR_MEMORY, 1).granted()).isFalse();
    assertThat(graph.alice.reserveAll(Amounts.of(LINEAR_MEMORY, 1)).granted()).isFalse();
  }

  @Test
  void hardAndBurst_addUpToNoMoreThanTheLargestLong() {
    graph.binder.bind(graph.alice, FUEL, Limit.hard(MAX - 1).withBurst(MAX).from("b"));

    assertThat(graph.alice.charge(FUEL, MAX)).isNull();
    assertThat(graph.alice.charge(FUEL, 1)).isNotNull();
    assertThat(graph.alice.room(FUEL)).isZero();
  }

  @Test
  void windows_giveBackWhatTheySaw_andTheTotalSaturates() {
    graph.binder.bind(graph.alice, FUEL, Limit.hard(MAX).perWindow(1600).from("w"));
    for (int i = 0; i < 3; i++) {
      assertThat(graph.alice.charge(FUEL, MAX))
          .as("window %d", i)
          .satisfies(d -> assertThat(d == null || d.ledger().scope() == graph.system).isTrue());
      graph.clock.advance(1700);
    }
    graph.binder.bind(graph.system, FUEL, Limit.hard(MAX).perWindow(1600).from("w"));
    graph.clock.advance(1700);
    for (int i = 0; i < 3; i++) {
      assertThat(graph.alice.charge(FUEL, MAX)).isNull();
      graph.clock.advance(1700);
    }
    assertThat(graph.used(graph.alice, FUEL)).isZero();
    assertThat(graph.alice.ledger(FUEL).total()).isEqualTo(MAX);
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  void aWindowAsLongAsTime_doesNotWrap() {
    graph.binder.bind(graph.alice, FUEL, Limit.hard(10).perWindow(MAX).from("w"));

    assertThat(graph.alice.charge(FUEL, 10)).isNull();
    graph.clock.advance(MAX / 2);
    assertThat(graph.alice.charge(FUEL, 1)).isNotNull();
  }

  @Test
  void anyAmounts_neverAdmitMoreThanTheLimit() {
    Traces.check(100, 40, OverflowTest::play);
  }

  private static void play(List<Integer> operations, List<String> trace) {
    Graph graph = new Graph();
    List<Reservation> held = new ArrayList<>();
    for (int op : operations) {
      long amount = EDGES[op / 16 % EDGES.length] - op / 128 % 3;
      trace.add(op % 4 + " of " + amount);
      switch (op % 4) {
        case 0 -> graph.limit(graph.alice, LINEAR_MEMORY, Math.max(0, amount));
        case 1 -> {
          if (!held.isEmpty()) {
            held.remove(op / 16 % held.size()).close();
          }
        }
        default -> {
          if (graph.alice.reserve(LINEAR_MEMORY, amount) instanceof Reservation token) {
            assertThat(graph.alice.room(LINEAR_MEMORY)).isNotNegative();
            held.add(token);
          }
        }
      }
      long sum = 0;
      for (Reservation each : held) {
        sum = Math.addExact(sum, each.amount());
      }
      assertThat(graph.used(graph.alice, LINEAR_MEMORY)).isEqualTo(sum);
      assertThat(graph.used(graph.system, LINEAR_MEMORY)).isEqualTo(sum);
    }
  }
}
