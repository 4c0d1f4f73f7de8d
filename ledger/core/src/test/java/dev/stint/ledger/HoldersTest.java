package dev.stint.ledger;

import static dev.stint.ledger.Resource.FDS;
import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HoldersTest {
  private static final long SECOND = 1_000_000_000L;

  private final Graph graph = new Graph();

  @Test
  @Tag("O-R5")
  void holders_areListedByAgeAndOwner_bounded() {
    Scope call = graph.alice.child(ScopeKind.INVOCATION, "i1", graph.system);
    call.reserveOrThrow(THREADS, 2).commit();
    tick(3);
    graph.alice.span("s").reserveOrThrow(FDS, 7);
    graph.ledgers.principal("bob").reserveOrThrow(THREADS, 1);
    graph.ledgers.principal("bob").reserveOrThrow(THREADS, 9).close();
    tick(2);

    List<Holding> all = graph.ledgers.holders(null, 10);

    assertThat(all).extracting(Holding::principal).containsExactly("alice", "alice", "bob");
    assertThat(all).extracting(Holding::amount).containsExactly(2L, 7L, 1L);
    assertThat(all).extracting(Holding::ageSeconds).containsExactly(5, 2, 2);
    assertThat(all).extracting(Holding::pending).containsExactly(false, true, true);
    assertThat(all.get(0)).hasToString("system/alice/i1 threads 2 held 5 s");
    assertThat(graph.ledgers.holders(THREADS, 1)).extracting(Holding::amount).containsExactly(2L);
    assertThat(graph.ledgers.holders(THREADS, 0)).isEmpty();
    assertThat(graph.ledgers.holders(FDS, 5)).extracting(Holding::resource).containsExactly(FDS);
    assertThat(graph.ledgers.reaper().sweep().oldest()).hasSize(3);
  }

  @Test
  @Tag("O-R5")
  void list_isBoundedWhateverIsAskedFor() {
    for (int i = 0; i < 1_100; i++) {
      graph.alice.reserveOrThrow(THREADS, 1);
    }

    assertThat(graph.ledgers.holders(THREADS, Integer.MAX_VALUE)).hasSize(1_000);
  }

  @Test
  void reservationsThatEnded_areForgottenWhenSomebodyLooks() {
    Reservation lives = graph.alice.reserveOrThrow(THREADS, 1);
    List<WeakReference<Reservation>> ended = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Reservation token = graph.alice.reserveOrThrow(THREADS, 1);
      ended.add(new WeakReference<>(token));
      token.close();
    }
    graph.alice.reserveOrThrow(THREADS, 1);

    assertThat(graph.ledgers.reaper().sweep().oldest()).hasSize(2);

    for (int tries = 0; tries < 100 && !ended.isEmpty(); tries++) {
      System.gc();
      ended.removeIf(each -> each.get() == null);
    }
    assertThat(ended).isEmpty();
    assertThat(graph.alice.ledger(THREADS).holders()).hasSize(2).contains(lives);
  }

  @Test
  void closingAScopeThatHolds_isCountedAndAudited() {
    Scope call = graph.alice.child(ScopeKind.INVOCATION, "i1");
    call.reserveOrThrow(THREADS, 2).commit();
    call.charge(FUEL, 11);

    call.close();

    assertThat(graph.ledgers.leaks()).isEqualTo(1);
    AuditRecord last = graph.audit.records().get(graph.audit.records().size() - 1);
    assertThat(last.kind()).isEqualTo(AuditKind.CLEANUP);
    assertThat(last.scopePath()).isEqualTo("system/alice/i1");
    assertThat(last.subject()).isEqualTo("invocation");
    assertThat(last.detail()).isEqualTo("gave back [threads 2], spent [fuel 11]");
  }

  @Test
  void closingWhatHoldsNothing_isOnRecordForPrincipalsAndSessionsAlone() {
    Scope call = graph.alice.child(ScopeKind.INVOCATION, "i1");
    call.reserveOrThrow(THREADS, 2).close();
    call.close();
    Scope span = graph.alice.span("s");
    span.charge(THREADS, 1);
    span.close();
    assertThat(graph.audit.records()).isEmpty();

    graph.alice.close();

    assertThat(graph.audit.records())
        .extracting(AuditRecord::detail)
        .containsExactly("gave back [nothing], spent [nothing]");
    assertThat(graph.ledgers.leaks()).isZero();
  }

  private void tick(long seconds) {
    graph.clock.advance(seconds * SECOND);
    graph.ledgers.moveSeconds();
  }
}
