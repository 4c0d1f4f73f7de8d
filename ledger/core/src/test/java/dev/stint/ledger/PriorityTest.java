package dev.stint.ledger;

import static dev.stint.ledger.Resource.LINEAR_MEMORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PriorityTest {
  private final Graph graph = new Graph();

  @Test
  @Tag("R-13")
  @Tag("P74")
  void namedPriorities_admitTheirShareOfAThousand_andNotOneMore() {
    check(Priority.LOW, 101, 398);
    check(Priority.MEDIUM, 152, 597);
    check(Priority.HIGH, 203, 796);
    check(Priority.ALWAYS, 255, 1000);
  }

  private void check(Priority priority, int value, long share) {
    assertThat(priority.value()).isEqualTo(value);
    graph.limit(graph.system, LINEAR_MEMORY, 1000);
    assertThat(graph.alice.reserve(LINEAR_MEMORY, share + 1, priority).granted()).isFalse();
    Verdict all = graph.alice.reserve(LINEAR_MEMORY, share, priority);
    assertThat(all.granted()).isTrue();
    assertThat(graph.alice.reserve(LINEAR_MEMORY, 1, priority).granted()).isFalse();
    all.orThrow().close();
  }

  @Test
  @Tag("R-13")
  @Tag("P74")
  void share_isExactForEveryLong() {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    long[] edges = {0, 1, 255, 256, 257, Long.MAX_VALUE, Long.MAX_VALUE - 255};
    for (int i = 0; i < 200_000; i++) {
      long room = i < edges.length ? edges[i] : random.nextLong() >>> 1 + random.nextInt(62);
      int value = random.nextInt(256);
      long exact =
          BigInteger.valueOf(room)
              .multiply(BigInteger.valueOf(1 + value))
              .shiftRight(8)
              .longValue();
      if (Priority.share(room, value) != exact) {
        assertThat(Priority.share(room, value)).as("%d %d %d", seed, room, value).isEqualTo(exact);
      }
    }
  }

  @Test
  @Tag("R-13")
  @Tag("P74")
  void everyAncestor_appliesThePriorityToItsOwnLimit() {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    Scope[] line = {graph.alice.child(ScopeKind.SESSION, "s"), graph.alice, graph.system};
    for (int i = 0; i < 300; i++) {
      Priority priority = Priority.of(random.nextInt(256));
      long least = Long.MAX_VALUE;
      for (Scope scope : line) {
        long hard = random.nextLong() >>> 1 + random.nextInt(62);
        graph.limit(scope, LINEAR_MEMORY, hard);
        least = Math.min(least, Priority.share(hard, priority.value()));
      }
      Verdict fits = line[0].reserve(LINEAR_MEMORY, least, priority);
      assertThat(fits.granted()).as("seed %d round %d", seed, i).isTrue();
      Verdict more = line[0].reserve(LINEAR_MEMORY, 1, priority);
      assertThat(more.granted()).as("seed %d round %d", seed, i).isFalse();
      Ledger refused = ((Denied) more).ledger();
      assertThat(Priority.share(refused.limit().hard(), priority.value())).isEqualTo(least);
      fits.orThrow().close();
    }
  }

  @Test
  @Tag("P74")
  void creditInLanes_doesNotCountAgainstAPriority() {
    graph.limit(graph.alice, LINEAR_MEMORY, 100_000);
    for (int i = 0; i < 400; i++) {
      graph.alice.charge(LINEAR_MEMORY, 1);
    }
    assertThat(graph.alice.ledger(LINEAR_MEMORY).leased()).isPositive();
    long left = Priority.share(100_000, Priority.LOW.value()) - 400;

    assertThat(graph.alice.reserve(LINEAR_MEMORY, left + 1, Priority.LOW).granted()).isFalse();
    assertThat(graph.alice.reserve(LINEAR_MEMORY, left, Priority.LOW).granted()).isTrue();
  }

  @Test
  void priorityOutsideAByte_isRefused() {
    assertThatThrownBy(() -> Priority.of(256)).hasMessage("priority must be 0 to 255: 256");
    assertThatThrownBy(() -> Priority.of(-1)).hasMessage("priority must be 0 to 255: -1");
  }
}
