package dev.stint.ledger;

import static dev.stint.ledger.Resource.LINEAR_MEMORY;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SpanTest {
  private final Graph graph = new Graph();

  @Test
  @Tag("R-12")
  void close_releasesAllThatWasChargedThroughIt_andNothingElse() {
    graph.alice.charge(THREADS, 1);
    try (Scope span = graph.alice.span("parse")) {
      span.charge(THREADS, 2);
      span.reserveOrThrow(THREADS, 3).commit();
      span.reserveOrThrow(LINEAR_MEMORY, 4);
      assertThat(graph.used(graph.alice, THREADS)).isEqualTo(6);
    }

    assertThat(graph.used(graph.alice, THREADS)).isEqualTo(1);
    assertThat(graph.used(graph.system, LINEAR_MEMORY)).isZero();
    assertThat(graph.alice.children()).isEmpty();
  }

  @Test
  @Tag("R-12")
  @Tag("R-14")
  void innerSpan_afterTheOuterOneClosed_isEmptyAndClosed() {
    Scope outer = graph.alice.span("outer");
    Scope inner = outer.span("inner");
    inner.charge(THREADS, 2);

    outer.close();

    assertThat(graph.used(inner, THREADS)).isZero();
    assertThat(inner.charge(THREADS, 1)).isInstanceOf(ScopeClosed.class);
    assertThat(inner.reserve(THREADS, 1)).isInstanceOf(ScopeClosed.class);
    assertThat(outer.span("late").charge(THREADS, 1)).isInstanceOf(ScopeClosed.class);
    inner.close();
    assertThat(graph.used(graph.system, THREADS)).isZero();
  }

  @Test
  @Tag("R-12")
  @Tag("P75")
  void parentClosedFirst_releasesNothingTwice() {
    Scope session = graph.alice.child(ScopeKind.SESSION, "s1");
    Scope span = session.span("work");
    Reservation token = span.reserveOrThrow(THREADS, 2);
    token.commit();
    graph.alice.charge(THREADS, 5);

    session.close();
    span.refund(THREADS, 2);
    token.close();
    span.close();

    assertThat(graph.used(graph.alice, THREADS)).isEqualTo(5);
    assertThat(graph.used(graph.system, THREADS)).isEqualTo(5);
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  void lanesOfAClosingScope_admitNothing() {
    for (int i = 0; i < 400; i++) {
      graph.alice.charge(LINEAR_MEMORY, 1);
    }
    Denied[] seen = new Denied[1];
    graph.alice.own(() -> seen[0] = graph.alice.charge(LINEAR_MEMORY, 1));

    graph.alice.close();

    assertThat(seen[0]).isInstanceOf(ScopeClosed.class);
  }

  @Test
  void parentNamedTwice_isOneParent() {
    Scope session = graph.alice.child(ScopeKind.SESSION, "s1", graph.alice);
    session.reserveOrThrow(THREADS, 2);

    assertThat(graph.alice.ledger(THREADS).reserved()).isEqualTo(2);
  }
}
