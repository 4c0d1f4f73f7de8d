package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a limit says: an amount, a window, a burst; nothing is a number for "unlimited". */
class LimitMeaningTest {
  private final Graph graph = new Graph();

  @Test
  @Tag("O-6")
  void zero_admitsNothing_andNoLimitInheritsThatOfTheAncestor() {
    Scope session = graph.alice.child(ScopeKind.SESSION, "s1");
    graph.limit(graph.alice, Resource.THREADS, 0);

    Denied denied = session.charge(Resource.THREADS, 1);

    assertThat(session.ledger(Resource.THREADS).limit()).isNull();
    assertThat(denied).isInstanceOf(OverLimit.class);
    assertThat(denied.ledger().scope()).isSameAs(graph.alice);
    assertThat(session.charge(Resource.THREADS, 0)).isNull();
  }

  @Test
  @Tag("A-22")
  void withoutALimit_thereIsNoHugeNumberToOverflow() {
    assertThat(graph.alice.charge(Resource.LINEAR_MEMORY, Long.MAX_VALUE - 1)).isNull();
    assertThat(graph.alice.charge(Resource.LINEAR_MEMORY, 2)).isInstanceOf(OverLimit.class);
    assertThat(graph.alice.ledger(Resource.LINEAR_MEMORY).limit()).isNull();
    assertThat(graph.used(graph.alice, Resource.LINEAR_MEMORY)).isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  @Tag("A-12")
  void denial_isAnAnswer_thatOnlyTheCallerTurnsIntoAnException() {
    graph.limit(graph.alice, Resource.THREADS, 1);

    assertThat(graph.alice.reserve(Resource.THREADS, 2)).isInstanceOf(Denied.class);
    assertThat(graph.alice.reserve(Resource.THREADS, -1)).isInstanceOf(Malformed.class);
    assertThat(graph.alice.charge(Resource.THREADS, Long.MAX_VALUE)).isNotNull();
  }

  @Test
  @Tag("C-R4")
  void refusedRequest_changesNothingThatAnybodyCanSee() {
    graph.limit(graph.system, Resource.THREADS, 1);
    Scope session = graph.alice.child(ScopeKind.SESSION, "s1");
    graph.alice.charge(Resource.THREADS, 1);

    session.reserve(Resource.THREADS, 1);
    session.reserve(Resource.THREADS, -5);

    Ledger ledger = session.ledger(Resource.THREADS);
    assertThat(ledger.used() + ledger.reserved() + ledger.total() + ledger.peak()).isZero();
    assertThat(ledger.holders()).isEmpty();
  }

  @Test
  @Tag("O-12")
  void splittingIntoSessions_gainsNothing_andVirtualThreadsAreCountedByThemselves() {
    graph.limit(graph.alice, Resource.THREADS, 5);
    graph.limit(graph.alice, Resource.THREADS_VIRTUAL, 3);
    int threads = 0;
    int virtual = 0;
    for (int i = 0; i < 20; i++) {
      Scope session = graph.alice.child(ScopeKind.SESSION, "s" + i);
      threads += session.charge(Resource.THREADS, 1) == null ? 1 : 0;
      virtual += session.charge(Resource.THREADS_VIRTUAL, 1) == null ? 1 : 0;
    }
    assertThat(threads).isEqualTo(5);
    assertThat(virtual).isEqualTo(3);
  }
}
