package dev.stint.ledger;

import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
          Races.race(
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
      Races.race(
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
}
