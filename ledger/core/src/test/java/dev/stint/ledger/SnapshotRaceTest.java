package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Snapshots that are read while everything is on the move. */
@Tag("P2")
class SnapshotRaceTest {
  private static final int SNAPSHOTS = 2_000;

  @Test
  void snapshot_whileEverythingRaces_neverThrowsAndShowsNoNegativeNumber() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    Graph graph = new Graph();
    Snapshots snapshots = new Snapshots(graph.ledgers);
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(3);
    List<Future<?>> racers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      SplittableRandom random = new SplittableRandom(seed + i);
      racers.add(pool.submit(() -> race(graph, random, stop)));
    }
    try {
      for (int i = 0; i < SNAPSHOTS; i++) {
        for (Snapshot.ScopeView scope : snapshots.snapshot().scopes()) {
          for (Snapshot.LedgerView ledger : scope.ledgers()) {
            assertThat(isNegative(ledger))
                .as("-Dstint.seed=%d %s %s", seed, scope.path(), ledger)
                .isFalse();
          }
        }
      }
    } finally {
      stop.set(true);
      pool.shutdown();
    }
    for (Future<?> racer : racers) {
      racer.get();
    }
    assertThat(graph.ledgers.faults()).as("seed %d", seed).isZero();
  }

  private static boolean isNegative(Snapshot.LedgerView l) {
    return l.used() < 0
        || l.reserved() < 0
        || l.total() < 0
        || l.peak() < 0
        || l.debt() < 0
        || l.denied() < 0
        || l.wouldDeny() < 0
        || l.stallNanos() < 0;
  }

  private static void race(Graph graph, SplittableRandom random, AtomicBoolean stop) {
    while (!stop.get()) {
      Scope session = graph.alice.child(ScopeKind.SESSION, "s" + random.nextInt(3));
      switch (random.nextInt(12)) {
        case 0 -> session.close();
        case 1 -> graph.limit(graph.alice, Resource.FUEL, 1_000_000 + random.nextInt(10));
        case 2 ->
            graph.binder.bind(graph.alice, Resource.LOG_BYTES, Limit.hard(200).perWindow(1_600));
        case 3 -> graph.clock.advance(random.nextInt(400));
        case 4, 5 -> reserve(session, Resource.THREADS, random);
        case 6 -> session.charge(Resource.LOG_BYTES, random.nextInt(9));
        default -> hot(session, random);
      }
    }
  }

  private static void reserve(Scope session, Resource resource, SplittableRandom random) {
    if (session.reserve(resource, 1 + random.nextInt(9)) instanceof Reservation token) {
      if (random.nextBoolean()) {
        token.commit();
      }
      token.close();
    }
  }

  /** Enough charges for lanes; a refund goes to a session that may be closed by now. */
  private static void hot(Scope session, SplittableRandom random) {
    for (int i = 0; i < 300; i++) {
      long amount = random.nextInt(5);
      if (session.charge(Resource.FUEL, amount) == null && random.nextBoolean()) {
        session.refund(Resource.FUEL, amount);
      }
    }
  }
}
