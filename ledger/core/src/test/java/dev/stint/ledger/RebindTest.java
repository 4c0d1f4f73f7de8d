package dev.stint.ledger;

import static dev.stint.ledger.Resource.FDS;
import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.LINEAR_MEMORY;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RebindTest {
  private final Graph graph = new Graph();
  private final Scope dmz = graph.ledgers.transientScope();
  private final Scope connection = dmz.child(ScopeKind.CONNECTION, "c1");

  @Test
  @Tag("R-11")
  @Tag("P73")
  void success_movesExactlyTheUsage_andTokensReleaseToTheNewLine() {
    Reservation open = connection.reserveOrThrow(THREADS, 2);
    Reservation committed = connection.reserveOrThrow(THREADS, 3);
    committed.commit();
    connection.charge(FDS, 4);

    assertThat(connection.rebind(graph.alice)).isNull();

    assertThat(graph.used(dmz, THREADS)).isZero();
    assertThat(graph.used(dmz, FDS)).isZero();
    assertThat(graph.used(graph.alice, THREADS)).isEqualTo(5);
    assertThat(graph.alice.ledger(THREADS).reserved()).isEqualTo(2);
    assertThat(graph.used(graph.system, THREADS)).isEqualTo(5);
    open.close();
    committed.close();
    connection.refund(FDS, 4);
    assertThat(graph.used(graph.alice, THREADS)).isZero();
    assertThat(graph.used(graph.system, FDS)).isZero();
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  @Tag("R-11")
  void chargesAfterTheMove_goToTheNewLine_alsoOfThoseBelow() {
    Scope call = connection.child(ScopeKind.INVOCATION, "call");
    call.charge(THREADS, 1);
    connection.charge(FDS, 1);

    assertThat(connection.rebind(graph.alice)).isNull();
    call.charge(THREADS, 1);
    connection.charge(FDS, 1);
    call.charge(FUEL, 1);

    assertThat(used(connection, graph.alice, dmz, graph.system)).containsExactly(2, 2, 0, 2);
    assertThat(graph.used(graph.alice, FDS)).isEqualTo(2);
    assertThat(graph.used(graph.alice, FUEL)).isEqualTo(1);
    assertThat(graph.used(dmz, FUEL)).isZero();
  }

  @Test
  @Tag("R-10")
  @Tag("R-11")
  @Tag("P73")
  void refusal_namesTheNewAncestor_andLeavesEverythingAsItWas() {
    graph.limit(graph.alice, FDS, 3);
    connection.charge(THREADS, 1);
    connection.charge(FDS, 4);

    Denied denied = connection.rebind(graph.alice);

    assertThat(denied.message())
        .isEqualTo(
            "exceeded limit: principal [alice] fds, requested [4], used [0], hard [3], at"
                + " [system/alice], profile [test.yaml:1 fdLimit], retry [no] (STINT-L020)");
    assertThat(connection.parent()).isSameAs(dmz);
    assertThat(dmz.children()).containsExactly(connection);
    assertThat(graph.alice.children()).isEmpty();
    assertThat(graph.used(graph.alice, THREADS)).isZero();
    assertThat(graph.used(dmz, FDS)).isEqualTo(4);
    assertThat(graph.alice.ledger(FDS).denied()).isEqualTo(1);
    assertThat(graph.alice.child(ScopeKind.CONNECTION, "c1")).isNotSameAs(connection);
  }

  @Test
  @Tag("R-9")
  @Tag("O-R1")
  void connectionAndStream_takeTheirEdgesOneAfterTheOther() {
    Scope system = graph.system;
    Scope http = system.child(ScopeKind.PROTOCOL, "http");
    Scope service = system.child(ScopeKind.SERVICE, "files");
    Scope http1 = http.child(ScopeKind.SESSION, "alice", graph.alice);
    Scope files1 = service.child(ScopeKind.SESSION, "alice", graph.alice);
    Scope conn = dmz.child(ScopeKind.CONNECTION, "c2", system);
    conn.charge(THREADS, 1);
    assertThat(used(dmz, graph.alice, system)).containsExactly(1, 0, 1);

    assertThat(conn.rebind(graph.alice, system)).isNull();
    assertThat(used(dmz, graph.alice, system)).containsExactly(0, 1, 1);

    Scope stream = graph.alice.child(ScopeKind.INVOCATION, "s1", dmz, system);
    stream.charge(THREADS, 10);
    assertThat(used(dmz, graph.alice, http, http1, system)).containsExactly(10, 11, 0, 0, 11);
    assertThat(stream.rebind(graph.alice, http1, http, system)).isNull();
    assertThat(used(dmz, graph.alice, http, http1, system)).containsExactly(0, 11, 10, 10, 11);
    assertThat(stream.rebind(graph.alice, http1, http, service, files1, system)).isNull();
    assertThat(used(graph.alice, http, http1, service, files1, system))
        .containsExactly(11, 10, 10, 10, 10, 11);
  }

  private long[] used(Scope... scopes) {
    long[] used = new long[scopes.length];
    for (int i = 0; i < used.length; i++) {
      used[i] = graph.used(scopes[i], THREADS);
    }
    return used;
  }

  @Test
  @Tag("P72")
  void descendantWithAnotherParent_keepsWhatItHasThroughThatOne() {
    Scope call = connection.child(ScopeKind.INVOCATION, "i1", graph.alice);
    call.charge(THREADS, 5);
    connection.charge(THREADS, 1);

    connection.rebind(graph.alice);
    assertThat(used(dmz, graph.alice, graph.system)).containsExactly(0, 6, 6);

    connection.rebind(dmz);
    assertThat(used(dmz, graph.alice, graph.system)).containsExactly(6, 5, 6);
  }

  @Test
  void subtree_getsTheNewPathLineAndPrincipal() {
    Scope call = connection.child(ScopeKind.INVOCATION, "i1");

    connection.rebind(graph.alice);

    assertThat(call.path()).isEqualTo("system/alice/c1/i1");
    assertThat(call.principalName()).isEqualTo("alice");
    assertThat(graph.alice.child(ScopeKind.CONNECTION, "c1")).isSameAs(connection);
    assertThat(dmz.children()).isEmpty();
    connection.close();
    assertThat(call.isClosed()).isTrue();
    assertThat(graph.alice.children()).isEmpty();
  }

  @Test
  void moveBelowItself_isRefused() {
    Scope call = connection.child(ScopeKind.INVOCATION, "i1");

    assertThatThrownBy(() -> connection.rebind(call))
        .hasMessage(
            "scope [system/transient/c1] cannot move below itself, to [system/transient/c1/i1]");
    assertThatThrownBy(() -> connection.rebind(graph.alice, connection))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> graph.system.rebind(graph.alice))
        .hasMessage("the system scope cannot be rebound");
    assertThatThrownBy(connection::rebind).hasMessage("scope [system/transient/c1] needs a parent");
    assertThatThrownBy(() -> connection.rebind(new Graph().alice))
        .hasMessage("scope [system/alice] is of another graph");
  }

  @Test
  void nameThatIsTaken_isRefused() {
    graph.alice.child(ScopeKind.CONNECTION, "c1").charge(THREADS, 1);

    assertThatThrownBy(() -> connection.rebind(graph.alice))
        .hasMessage("name [connection c1] is taken below [system/alice] by another scope");
    assertThat(connection.parent()).isSameAs(dmz);
  }

  @Test
  @Tag("R-14")
  void closedScopeAndClosedParent_areRefusedTyped() {
    connection.charge(THREADS, 1);
    graph.alice.close();
    assertThat(connection.rebind(graph.alice)).isInstanceOf(ScopeClosed.class);
    assertThat(graph.used(dmz, THREADS)).isEqualTo(1);

    connection.close();
    assertThat(connection.rebind(graph.ledgers.principal("bob"))).isInstanceOf(ScopeClosed.class);
  }

  @Test
  void lanesBelowANewAncestor_areDrainedBeforeItRefuses() {
    graph.limit(graph.alice, LINEAR_MEMORY, 20_000);
    for (int i = 0; i < 400; i++) {
      graph.alice.child(ScopeKind.SESSION, "hot").charge(LINEAR_MEMORY, 1);
    }
    assertThat(graph.alice.ledger(LINEAR_MEMORY).leased()).isPositive();
    connection.charge(LINEAR_MEMORY, 20_000 - 400);

    assertThat(connection.rebind(graph.alice)).isNull();

    assertThat(graph.used(graph.alice, LINEAR_MEMORY)).isEqualTo(20_000);
    assertThat(graph.alice.ledger(LINEAR_MEMORY).leased()).isZero();
  }

  @Test
  void spentFlow_staysWhereItWasSpent_andIsNotRefundedElsewhere() {
    connection.charge(FUEL, 70);
    Reservation open = connection.reserveOrThrow(FUEL, 30);
    graph.alice.charge(FUEL, 5);

    connection.rebind(graph.alice);
    assertThat(graph.used(dmz, FUEL)).isEqualTo(70);
    assertThat(graph.used(graph.alice, FUEL)).isEqualTo(35);

    connection.refund(FUEL, 70);
    open.settle(10);
    connection.charge(FUEL, 3);
    connection.refund(FUEL, 2);

    assertThat(graph.used(graph.alice, FUEL)).isEqualTo(5 + 10 + 1);
    assertThat(graph.used(dmz, FUEL)).isEqualTo(70);
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  void creditOfAWindow_comesBackWhereItWasSpent() {
    graph.binder.bind(dmz, FUEL, Limit.hard(100).perWindow(1_600));
    graph.binder.bind(graph.alice, FUEL, Limit.hard(100).perWindow(1_600));
    connection.charge(FUEL, 70);
    graph.alice.charge(FUEL, 20);
    graph.clock.advance(800);

    connection.rebind(graph.alice);
    connection.refund(FUEL, 70);
    connection.charge(FUEL, 5);

    assertThat(graph.used(dmz, FUEL)).isEqualTo(70);
    assertThat(graph.used(graph.alice, FUEL)).isEqualTo(25);
    graph.clock.advance(900);
    assertThat(graph.used(dmz, FUEL)).isZero();
    assertThat(graph.used(graph.alice, FUEL)).isEqualTo(5);
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  void pendingFlow_thatDoesNotFitTheNewWindow_staysWhereItIs() {
    graph.binder.bind(graph.alice, FUEL, Limit.hard(100).perWindow(1_600));
    graph.alice.charge(FUEL, 80);
    connection.charge(FUEL, 1_000);
    Reservation open = connection.reserveOrThrow(FUEL, 21);

    Denied denied = connection.rebind(graph.alice);

    assertThat(denied.reason()).isEqualTo(DenialReason.RATE);
    assertThat(denied.requested()).isEqualTo(21);
    open.settle(20);
    assertThat(connection.rebind(graph.alice)).isNull();
    assertThat(graph.used(graph.alice, FUEL)).isEqualTo(80);
    assertThat(graph.used(dmz, FUEL)).isEqualTo(1_020);
  }

  @Test
  void cachedDenialOfAnOldAncestor_doesNotOutliveTheMove() {
    graph.limit(dmz, THREADS, 1);
    connection.charge(THREADS, 1);
    assertThat(connection.charge(THREADS, 1)).isNotNull();

    connection.rebind(graph.alice);

    assertThat(connection.charge(THREADS, 1)).isNull();
  }

  @Test
  void whoWaitsForRoomInAnOldAncestor_isGrantedByTheNewOne() throws Exception {
    graph.limit(dmz, THREADS, 0);
    Scope other = dmz.child(ScopeKind.CONNECTION, "other");
    graph.binder.bind(dmz, THREADS, Limit.hard(1));
    other.charge(THREADS, 1);
    AtomicReference<Verdict> verdict = new AtomicReference<>();
    Thread waiter =
        new Thread(() -> verdict.set(connection.reserve(THREADS, 1, TimeUnit.SECONDS.toNanos(60))));
    waiter.start();
    while (waiter.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    connection.rebind(graph.alice);

    waiter.join(30_000);
    assertThat(verdict.get().granted()).isTrue();
    assertThat(graph.used(graph.alice, THREADS)).isEqualTo(1);
  }

  @Test
  void scopeOfWrongCount_isNotMoved() {
    connection.charge(THREADS, 1);
    connection.refund(THREADS, 2);
    assertThat(connection.ledger(THREADS).quarantined()).isTrue();

    assertThat(connection.rebind(graph.alice)).isInstanceOf(Quarantined.class);
  }
}
