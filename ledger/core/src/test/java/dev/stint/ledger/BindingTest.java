package dev.stint.ledger;

import static dev.stint.ledger.Resource.FUEL;
import static dev.stint.ledger.Resource.SOCKETS;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BindingTest {
  private final Graph graph = new Graph();

  private static Binding epoch(long epoch) {
    return Binding.of("guest", "3", epoch, "policy.yaml:7", "broker");
  }

  private BindVerdict bind(long hard, Binding binding) {
    return graph.binder.bind(graph.alice, THREADS, Limit.hard(hard).from("guest.yaml:4"), binding);
  }

  @Test
  @Tag("P24")
  @Tag("C-B3")
  @Tag("C-B4")
  @Tag("C-B5")
  @Tag("C-B6")
  @Tag("C-B7")
  @Tag("C-B8")
  void binding_isOnRecordWithAllItsFacts_beforeItIsInForce() {
    Bound bound = (Bound) bind(5, epoch(8).until(900));

    Ledger ledger = graph.alice.ledger(THREADS);
    assertThat(ledger.binding()).isEqualTo(bound.binding());
    AuditRecord record = graph.audit.records().get(0);
    assertThat(bound.binding().auditId()).isEqualTo(record.sequence());
    assertThat(record.scopePath() + " " + record.subject()).isEqualTo("system/alice threads");
    assertThat(record.detail())
        .isEqualTo(
            "hard 5, burst 0, window 0, RESERVED, from guest.yaml:4, by test, profile [guest],"
                + " version [3], epoch [8], source [policy.yaml:7], approver [broker], expires"
                + " [900]");
  }

  @Test
  @Tag("P24")
  void noAudit_noBinding() {
    Ledgers deaf = new Ledgers(new TestClock(), new FullAudit());
    Scope alice = deaf.principal("alice");

    assertThatThrownBy(() -> deaf.binder("b").bind(alice, THREADS, Limit.hard(1), epoch(1)))
        .hasMessage("audit is full");

    assertThat(alice.existing(THREADS)).isNull();
    assertThat(alice.epoch()).isZero();
  }

  @Test
  @Tag("P21")
  void anOlderEpoch_isRefusedOnRecord_andMakesNoLedger() {
    bind(5, epoch(8));

    BindVerdict verdict =
        graph.binder.bind(graph.alice, SOCKETS, Limit.hard(9).from("old"), epoch(7));

    assertThat(verdict).isInstanceOf(Stale.class);
    assertThat(((Stale) verdict).have()).isEqualTo(7);
    assertThat(((Stale) verdict).want()).isEqualTo(8);
    assertThat(graph.alice.existing(SOCKETS)).isNull();
    assertThat(graph.audit.records())
        .last()
        .extracting(AuditRecord::detail)
        .asString()
        .isEqualTo(
            "refused: epoch [8] is in force, by test, profile [guest], version [3], epoch [7],"
                + " source [policy.yaml:7], approver [broker], expires [never]");
  }

  @Test
  @Tag("P22")
  void theSameEpochAgain_givesTheSameLimits() {
    bind(5, epoch(8));
    graph.alice.charge(THREADS, 2);

    bind(5, epoch(8));

    assertThat(graph.alice.room(THREADS)).isEqualTo(3);
    assertThat(graph.alice.epoch()).isEqualTo(8);
  }

  @Test
  @Tag("C-R1")
  @Tag("C-E5")
  void aRequestForAnotherEpoch_isStale_andTheRightOneIsGranted() {
    bind(5, epoch(8));
    Scope session = graph.alice.child(ScopeKind.SESSION, "s");

    Verdict old = session.reserveAt(THREADS, 1, 7);

    assertThat(((Stale) old).message())
        .isEqualTo(
            "stale version: principal [alice] threads, requested [1], used [0], hard [0], have"
                + " [7], want [8], at [system/alice/s], profile [-], retry [no] (STINT-K003)");
    assertThat(graph.used(graph.system, THREADS)).isZero();
    assertThat(session.ledger(THREADS).denied()).isEqualTo(1);
    assertThat(session.reserveAt(THREADS, 5, 8).granted()).isTrue();
    assertThat(session.reserveAt(THREADS, 1, 8)).isInstanceOf(OverLimit.class);
    bind(9, epoch(9));
    assertThat(session.reserveAt(THREADS, 1, 8)).isInstanceOf(Stale.class);
    assertThat(session.reserveAt(THREADS, 1, 9).granted()).isTrue();
  }

  @Test
  @Tag("C-R1")
  void bindingAgainstRequests_noneOfTheOldEpochIsGrantedAfterTheNewOneIsInForce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (long e = 1; e <= 300; e++) {
      long next = e;
      List<Object> seen =
          Races.race(
              pool,
              () -> bind(10, epoch(next)),
              () -> {
                Verdict verdict = graph.alice.reserveAt(THREADS, 1, next);
                return verdict.granted() ? graph.alice.epoch() == next : verdict;
              });
      if (seen.get(1) instanceof Verdict verdict) {
        assertThat(verdict).isInstanceOf(Stale.class);
      } else {
        assertThat(seen.get(1)).isEqualTo(true);
      }
      graph.alice.ledger(THREADS).holders().forEach(Reservation::close);
    }
    pool.shutdown();
  }

  @Test
  @Tag("C-B8")
  void anExpiredLease_admitsNothingNew_andKeepsWhatIsHeld() {
    bind(5, epoch(8).until(100));
    Reservation held = graph.alice.reserveOrThrow(THREADS, 2);
    held.commit();
    graph.clock.advance(100);

    Denied denied = graph.alice.charge(THREADS, 1);

    assertThat(denied).isInstanceOf(Stale.class);
    assertThat(graph.alice.ledger(THREADS).expired()).isTrue();
    assertThat(graph.used(graph.alice, THREADS)).isEqualTo(2);
    held.close();
    assertThat(graph.used(graph.system, THREADS)).isZero();
    bind(5, epoch(9).until(200));
    assertThat(graph.alice.charge(THREADS, 1)).isNull();
  }

  @Test
  @Tag("C-B8")
  void anExpiredLease_isSeenByAHotLedgerToo() {
    Resource bytes = Resource.LINEAR_MEMORY;
    for (int i = 0; i < 1000; i++) {
      graph.alice.charge(bytes, 1);
    }
    graph.binder.bind(graph.alice, bytes, Limit.hard(1 << 20), epoch(1).until(100));
    for (int i = 0; i < 1000; i++) {
      graph.alice.charge(bytes, 1);
    }
    graph.clock.advance(100);

    assertThat(graph.alice.charge(bytes, 1)).isInstanceOf(Stale.class);
  }

  /** The first charges find no need of a clock; that must not outlive the binding. */
  @Test
  void windowAbove_boundAfterTheFirstCharges_rulesFromTheNextOneOn() {
    long second = 1_000_000_000;
    Scope call = graph.alice.child(ScopeKind.INVOCATION, "i1");
    assertThat(call.charge(FUEL, 4)).isNull();
    graph.binder.bind(graph.alice, FUEL, Limit.hard(10).perWindow(second));

    assertThat(call.charge(FUEL, 2)).as("6 of 10").isNull();
    Reservation open = call.reserveOrThrow(FUEL, 2);
    assertThat(call.reserveAll(Amounts.of(FUEL, 2))).isInstanceOf(ReservationSet.class);
    Denied denied = call.charge(FUEL, 1);

    assertThat(denied.reason()).isEqualTo(DenialReason.RATE);
    assertThat(graph.alice.reserve(FUEL, 1)).isInstanceOf(OverLimit.class);
    open.rollback();
    graph.clock.advance(second + second / 16);
    assertThat(call.charge(FUEL, 8)).as("what was spent is back, 2 are reserved").isNull();
    assertThat(call.charge(FUEL, 1)).isNotNull();
  }

  @Test
  void leaseAbove_boundAfterTheFirstCharges_endsWhenItSays() {
    Scope call = graph.alice.child(ScopeKind.INVOCATION, "i1");
    call.reserveOrThrow(THREADS, 1).commit();
    bind(5, epoch(8).until(100));
    call.reserveOrThrow(THREADS, 1).commit();

    graph.clock.advance(100);

    assertThat(call.reserve(THREADS, 1)).isInstanceOf(Stale.class);
    assertThat(call.charge(THREADS, 1)).isInstanceOf(Stale.class);
    assertThat(call.reserveAll(Amounts.of(THREADS, 1))).isInstanceOf(Stale.class);
  }

  @Test
  @Tag("P26")
  void zeroAdmitsNothing_absentInherits_andThereIsNoNumberForUnlimited() {
    graph.limit(graph.alice, THREADS, 0);
    assertThat(graph.alice.charge(THREADS, 1)).isNotNull();

    graph.binder.bind(graph.alice, THREADS, null);
    assertThat(graph.alice.room(THREADS)).isEqualTo(Long.MAX_VALUE);
    graph.limit(graph.system, THREADS, 2);
    assertThat(graph.alice.charge(THREADS, 2)).isNull();
    assertThat(graph.alice.charge(THREADS, 1).ledger().scope()).isSameAs(graph.system);
    assertThatThrownBy(() -> Limit.hard(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static final class FullAudit implements AuditSink {
    @Override
    public long append(AuditKind kind, String scopePath, String subject, String detail) {
      throw new IllegalStateException("audit is full");
    }

    @Override
    public AuditHead head() {
      return new AuditHead(0, "");
    }
  }
}
