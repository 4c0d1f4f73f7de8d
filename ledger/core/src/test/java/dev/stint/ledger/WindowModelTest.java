package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every sliding window admits at most hard plus burst, and credit is back after 17 slots. */
class WindowModelTest {
  private record Spent(long atNanos, long amount) {}

  @Test
  @Tag("P49")
  @Tag("A-10")
  void everySlidingWindow_admitsAtMostHardPlusBurst() {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    for (int run = 0; run < 50; run++) {
      play(seed + run);
    }
  }

  private static void play(long seed) {
    Random random = new Random(seed);
    Graph graph = new Graph();
    long window = 1 + random.nextInt(5_000);
    long hard = 1 + random.nextInt(100);
    long burst = random.nextInt(20);
    graph.binder.bind(
        graph.alice, Resource.FUEL, Limit.hard(hard).withBurst(burst).perWindow(window));
    List<Spent> spent = new ArrayList<>();
    for (int step = 0; step < 500; step++) {
      graph.clock.advance(random.nextInt((int) window / 4 + 2));
      long amount = random.nextInt(30);
      if (graph.alice.charge(Resource.FUEL, amount) == null) {
        spent.add(new Spent(graph.clock.nanoTime(), amount));
      }
      long now = graph.clock.nanoTime();
      long inWindow =
          spent.stream().filter(s -> s.atNanos() > now - window).mapToLong(Spent::amount).sum();
      assertThat(inWindow).as("seed %d step %d", seed, step).isLessThanOrEqualTo(hard + burst);
    }
    graph.clock.advance(window * 2 + 17);
    assertThat(graph.used(graph.alice, Resource.FUEL)).as("seed %d", seed).isZero();
    assertThat(graph.ledgers.faults()).as("seed %d", seed).isZero();
  }
}
