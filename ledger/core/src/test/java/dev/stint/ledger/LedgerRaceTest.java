package dev.stint.ledger;

import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Threads race for real; the interleavings that matter are searched by jcstress in bench. */
class LedgerRaceTest {
  private static final int ROUNDS = 300;

  private final Graph graph = new Graph();

  @Test
  void requestsThatJustFit_areAllGranted_andOneMoreIsNot() throws Exception {
    Scope bob = graph.ledgers.principal("bob");
    graph.limit(graph.system, THREADS, 6);
    for (int round = 0; round < ROUNDS; round++) {
      List<Verdict> verdicts =
          race(
              () -> graph.alice.reserve(THREADS, 1),
              () -> bob.reserve(THREADS, 2),
              () -> graph.alice.reserve(THREADS, 2),
              () -> bob.reserve(THREADS, 1));
      assertThat(verdicts).allMatch(Verdict::granted);
      assertThat(graph.alice.reserve(THREADS, 1).granted()).isFalse();
      verdicts.forEach(v -> v.orThrow().close());
      assertThat(graph.used(graph.system, THREADS)).isZero();
    }
  }

  @Test
  void closeAgainstReleaseAndCharge_leavesTheAncestorsAtTheirStart() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Scope session = graph.alice.child(ScopeKind.SESSION, "s");
      Reservation token = session.reserveOrThrow(THREADS, 3);
      token.commit();
      race(
          () -> token.release(),
          () -> session.reserve(THREADS, 1),
          () -> {
            session.close();
            return true;
          });
      assertThat(graph.used(graph.system, THREADS)).isZero();
      assertThat(graph.ledgers.faults()).isZero();
    }
  }

  @SafeVarargs
  private static <T> List<T> race(Callable<? extends T>... racers) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(racers.length);
    try {
      CyclicBarrier start = new CyclicBarrier(racers.length);
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<? extends T> racer : racers) {
        futures.add(
            pool.submit(
                () -> {
                  start.await();
                  return racer.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }
}
