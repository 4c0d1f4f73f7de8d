package dev.stint.ledger;

import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C-E6")
@Tag("O-13")
class RecoveryTest {
  private final Graph graph = new Graph();
  private final Scope bob = graph.ledgers.principal("bob");
  private final Scope session = graph.alice.child(ScopeKind.SESSION, "s");

  private static RawHoldings raw(long amount) {
    return (scope, resource) -> amount;
  }

  @Test
  @Tag("P2")
  void tooLargeARefund_isQuarantineForThatOwnerAndClass_andEverybodyElseGoesOn() {
    graph.limit(graph.system, THREADS, 20);
    bob.charge(THREADS, 4);
    session.charge(THREADS, 3);

    session.refund(THREADS, 5);

    assertThat(graph.used(session, THREADS)).as("never clamped").isEqualTo(-2);
    assertThat(graph.used(graph.alice, THREADS)).as("loses what it counted").isZero();
    assertThat(graph.used(graph.system, THREADS)).isEqualTo(4);
    assertThat(graph.ledgers.faults()).isEqualTo(1);
    assertThat(session.charge(THREADS, 1).message())
        .isEqualTo(
            "ledger in quarantine: principal [alice] threads, requested [1], used [-2], hard [0],"
                + " at [system/alice/s], profile [-], retry [no] (STINT-K004)");
    assertThat(session.charge(SOCKETS, 1)).isNull();
    assertThat(graph.alice.charge(THREADS, 1)).isNull();
    assertThat(bob.charge(THREADS, 1)).isNull();
    assertThat(graph.audit.records())
        .filteredOn(r -> r.kind() == AuditKind.RECOVERY)
        .last()
        .extracting(AuditRecord::detail)
        .isEqualTo("count below zero [-2], in quarantine until a recount");
  }

  @Test
  void recount_rebuildsTheLedgerAndItsAncestors_andAuditsBothValues() {
    Reservation token = session.reserveOrThrow(THREADS, 7);
    session.charge(THREADS, 3);
    token.commit();
    session.refund(THREADS, 9);
    assertThat(session.ledger(THREADS).quarantined()).isFalse();
    token.close();
    assertThat(session.ledger(THREADS).quarantined()).isTrue();
    Reservation other = bob.reserveOrThrow(THREADS, 2);

    Recount recount = Recovery.recount(session, THREADS, raw(3));

    assertThat(recount.before()).isEqualTo(-6);
    assertThat(recount.after()).isEqualTo(3);
    assertThat(graph.used(session, THREADS)).isEqualTo(3);
    assertThat(graph.used(graph.alice, THREADS)).isEqualTo(3);
    assertThat(graph.used(graph.system, THREADS)).isEqualTo(5);
    assertThat(session.charge(THREADS, 1)).isNull();
    assertThat(graph.audit.records())
        .last()
        .satisfies(
            r -> {
              assertThat(r.kind()).isEqualTo(AuditKind.RECOVERY);
              assertThat(r.detail()).isEqualTo("recount: before [-6], after [3], quarantine ended");
            });
    other.close();
  }

  @Test
  void closingALedgerBelowZero_leavesTheAncestorsAsTheyAre() {
    bob.charge(THREADS, 4);
    session.charge(THREADS, 3);
    session.refund(THREADS, 9);

    session.close();

    assertThat(graph.used(graph.alice, THREADS)).isZero();
    assertThat(graph.used(graph.system, THREADS)).isEqualTo(4);
    assertThat(graph.ledgers.faults()).isEqualTo(1);
    assertThat(graph.alice.ledger(THREADS).quarantined()).isFalse();
  }

  @Test
  void whatIsRecordedBelowZero_countsAboveOnlyOnceItIsAboveZero() {
    session.refund(THREADS, 5);

    session.record(THREADS, 3);
    assertThat(graph.used(graph.system, THREADS)).isZero();
    session.record(THREADS, 4);

    assertThat(graph.used(session, THREADS)).isEqualTo(2);
    assertThat(graph.used(graph.system, THREADS)).isEqualTo(2);
  }

  @Test
  void quarantineOfAHotLedger_switchesItsLanesOff_andTheAncestorsLoseNoMoreThanTheyCounted() {
    Resource bytes = Resource.LINEAR_MEMORY;
    bob.charge(bytes, 4);
    for (int i = 0; i < 1000; i++) {
      session.charge(bytes, 1);
    }
    assertThat(session.ledger(bytes).leased()).isPositive();

    session.refund(bytes, 1_000_000);

    assertThat(session.charge(bytes, 1)).isInstanceOf(Quarantined.class);
    assertThat(graph.used(graph.alice, bytes)).isZero();
    assertThat(graph.used(graph.system, bytes)).isEqualTo(4);
    assertThat(Recovery.recount(session, bytes, raw(900)).after()).isEqualTo(900);
    assertThat(graph.used(graph.system, bytes)).isEqualTo(904);
    assertThat(session.charge(bytes, 1)).isNull();
    assertThat(graph.ledgers.faults()).isEqualTo(1);
  }

  @Test
  void anOwnerThatFindsAMismatch_mayAskForQuarantineItself() {
    session.charge(THREADS, 3);

    Recovery.quarantine(session, THREADS, "table says 5");

    assertThat(session.charge(THREADS, 1)).isInstanceOf(Quarantined.class);
    assertThat(Recovery.recount(session, THREADS, raw(-1)).lifted()).isFalse();
    assertThat(session.charge(THREADS, 1)).isInstanceOf(Quarantined.class);
    assertThat(Recovery.recount(session, THREADS, raw(5)).lifted()).isTrue();
    assertThat(graph.used(graph.system, THREADS)).isEqualTo(5);
  }

  @Test
  @Tag("P3")
  void recountOfARightCount_changesNothing_whateverTheGraph() {
    Traces.check(80, 60, RecoveryTest::play);
  }

  private static void play(List<Integer> operations, List<String> trace) {
    Graph graph = new Graph();
    List<Scope> scopes = new ArrayList<>(List.of(graph.system, graph.alice));
    List<Long> raw = new ArrayList<>(List.of(0L, 0L));
    List<Reservation> tokens = new ArrayList<>();
    for (int op : operations) {
      int at = op / 64 % scopes.size();
      int n = op / 4096 % 9;
      Scope scope = scopes.get(at);
      switch (op % 6) {
        case 0 -> {
          Scope other = scopes.get(op / 512 % scopes.size());
          trace.add(scope + " and " + other + " get s" + scopes.size());
          scopes.add(scope.child(ScopeKind.SESSION, "s" + scopes.size(), other));
          raw.add(0L);
        }
        case 1 -> {
          trace.add(scope + " reserves " + n);
          tokens.add(scope.reserveOrThrow(THREADS, n));
        }
        case 2 -> {
          trace.add(scope + " charges " + n);
          scope.charge(THREADS, n);
          raw.set(at, raw.get(at) + n);
        }
        case 3 -> {
          if (!tokens.isEmpty()) {
            trace.add("a token ends");
            tokens.remove(op / 64 % tokens.size()).close();
          }
        }
        default -> {
          List<Long> before = used(scopes);
          trace.add("recount of " + scope);
          Recovery.recount(scope, THREADS, (s, r) -> raw.get(scopes.indexOf(s)));
          assertThat(used(scopes)).isEqualTo(before);
        }
      }
    }
  }

  private static List<Long> used(List<Scope> scopes) {
    return scopes.stream().map(s -> s.ledger(THREADS).used()).toList();
  }

  @Test
  @Tag("P3")
  void recountAgainstReleases_countsEachTokenOnceOrNotAtAll() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    for (int round = 0; round < 400; round++) {
      Reservation first = session.reserveOrThrow(THREADS, 5);
      Reservation second = session.reserveOrThrow(THREADS, 7);
      first.commit();
      Races.race(
          pool,
          () -> first.release(),
          () -> second.settle(2),
          () -> Recovery.recount(session, THREADS, raw(0)).lifted());
      assertThat(graph.used(session, THREADS)).isEqualTo(2);
      assertThat(graph.used(graph.system, THREADS)).isEqualTo(2);
      second.close();
      assertThat(graph.ledgers.faults()).isZero();
    }
    pool.shutdown();
  }
}
