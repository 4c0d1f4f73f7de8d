package dev.stint.ledger;

import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private final Graph graph = new Graph();

  @Test
  @Tag("C-R8")
  @Tag("R-14")
  void close_givesBackWhatOnlyItHeld_andLateReleasesDoNothing() {
    Scope session = graph.alice.child(ScopeKind.SESSION, "s1");
    Reservation committed = session.reserveOrThrow(THREADS, 2);
    committed.commit();
    Reservation open = session.reserveOrThrow(THREADS, 1);
    graph.alice.charge(THREADS, 5);

    session.close();

    assertThat(graph.used(graph.alice, THREADS)).isEqualTo(5);
    assertThat(graph.alice.ledger(THREADS).reserved()).isZero();
    committed.close();
    open.close();
    assertThat(graph.used(graph.system, THREADS)).isEqualTo(5);
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  void close_ofAParent_closesWhatIsBelowOnce() {
    Scope session = graph.alice.child(ScopeKind.SESSION, "s1");
    session.child(ScopeKind.INVOCATION, "i1").charge(THREADS, 4);
    session.charge(THREADS, 1);

    graph.alice.close();
    graph.alice.close();

    assertThat(graph.used(graph.system, THREADS)).isZero();
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  @Tag("R-14")
  @Tag("C-R9")
  void chargeAfterClose_isDeniedAsClosed() {
    graph.alice.charge(THREADS, 1);
    graph.alice.close();

    Denied denied = graph.alice.charge(THREADS, 1);

    assertThat(denied).isNotNull();
    assertThat(denied.message())
        .isEqualTo(
            "scope closed: principal [alice] threads, requested [1], used [0], hard [0], at"
                + " [system/alice], profile [-], retry [no] (STINT-L013)");
  }

  @Test
  void spentFlow_staysSpentInTheAncestorsWhenTheScopeCloses() {
    Scope call = graph.alice.child(ScopeKind.INVOCATION, "i1");
    call.charge(FUEL, 70);
    call.reserve(FUEL, 30);

    call.close();

    assertThat(graph.used(graph.alice, FUEL)).isEqualTo(70);
    assertThat(graph.alice.ledger(FUEL).reserved()).isZero();
  }

  @Test
  void scopeWithTwoParents_chargesEachAncestorOnce() {
    Scope protocol = graph.system.child(ScopeKind.PROTOCOL, "http");
    Scope call = graph.alice.child(ScopeKind.INVOCATION, "i1", protocol);

    call.charge(THREADS, 1);

    assertThat(graph.used(graph.system, THREADS)).isEqualTo(1);
    assertThat(graph.used(graph.alice, THREADS)).isEqualTo(1);
    assertThat(graph.used(protocol, THREADS)).isEqualTo(1);
  }

  @Test
  void child_isTheSameForOneName_andNewAfterItClosed() {
    Scope first = graph.alice.child(ScopeKind.SESSION, "s1");
    assertThat(graph.alice.child(ScopeKind.SESSION, "s1")).isSameAs(first);

    first.close();

    assertThat(graph.alice.child(ScopeKind.SESSION, "s1")).isNotSameAs(first);
  }

  @Test
  @Tag("A-1")
  void principal_withAHostileName_isRefusedInOneLine() {
    assertThatThrownBy(() -> graph.ledgers.principal("a\nb\u0007 \u00e4"))
        .hasMessage(
            "principal name [a?b? ?] must be 1 to 64 characters of [A-Za-z0-9_-] (STINT-N001)");
    assertThat(PrincipalName.sanitise("my app-1.0.jar!")).isEqualTo("my-app-1-0-jar-");
  }

  @Test
  @Tag("R-28")
  void graphWithoutAnyLimit_countsAllTheSame() {
    graph.alice.charge(THREADS, 7);
    graph.alice.reserveOrThrow(THREADS, 1);

    assertThat(graph.used(graph.system, THREADS)).isEqualTo(8);
    assertThat(graph.alice.room(THREADS)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  @Tag("R-14")
  void scopeBelowAClosedOne_isBornClosedAndUnheardOf() {
    graph.alice.close();
    List<Scope> opened = new ArrayList<>();
    graph.ledgers.listen(
        new LedgerListener() {
          @Override
          public void scopeOpened(Scope scope) {
            opened.add(scope);
          }
        });

    Scope session = graph.alice.child(ScopeKind.SESSION, "s");

    assertThat(session.charge(THREADS, 1)).isInstanceOf(ScopeClosed.class);
    assertThat(opened).isEmpty();
    session.record(THREADS, 1);
    assertThat(graph.used(graph.system, THREADS)).as("booked as late").isEqualTo(1);
  }

  @Test
  void systemScope_cannotBeClosed() {
    assertThatThrownBy(graph.system::close).hasMessage("the system scope cannot be closed");
  }

  @Test
  void childOfAClosedScope_isClosed_andIsNotListed() {
    Graph graph = new Graph();
    graph.alice.close();

    Scope late = graph.alice.child(ScopeKind.SESSION, "s1");

    assertThat(late.isClosed()).isTrue();
    assertThat(graph.alice.children()).isEmpty();
    assertThat(late.charge(Resource.THREADS, 1)).isInstanceOf(ScopeClosed.class);
  }
}
