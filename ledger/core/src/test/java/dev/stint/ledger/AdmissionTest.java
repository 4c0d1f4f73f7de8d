package dev.stint.ledger;

import static dev.stint.ledger.Resource.HEAP_ALLOCATED;
import static dev.stint.ledger.Resource.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Graph graph = new Graph();

  @Test
  void observed_grantsAndCountsWhatItWouldDeny_whileAnEnforcingAncestorStillDenies() {
    graph.binder.bind(
        graph.alice, THREADS, Limit.hard(1).withAdmission(Admission.OBSERVED).from("o"));
    graph.limit(graph.system, THREADS, 3);

    assertThat(graph.alice.charge(THREADS, 1)).isNull();
    assertThat(graph.alice.charge(THREADS, 1)).isNull();
    assertThat(graph.alice.ledger(THREADS).wouldDeny()).isEqualTo(1);
    assertThat(graph.alice.charge(THREADS, 2)).isNotNull();
  }

  @Test
  void postPaid_recordsPastHard_showsDebt_andDeniesNewCharges() {
    graph.limit(graph.alice, HEAP_ALLOCATED, 100);

    graph.alice.record(HEAP_ALLOCATED, 130);

    Ledger ledger = graph.alice.ledger(HEAP_ALLOCATED);
    assertThat(ledger.excess()).isEqualTo(30);
    assertThat(ledger.used() - ledger.excess()).isEqualTo(100);
    assertThat(graph.alice.charge(HEAP_ALLOCATED, 1)).isNotNull();
  }

  @Test
  void postPaid_saturatesInsteadOfWrapping() {
    graph.alice.record(HEAP_ALLOCATED, Long.MAX_VALUE);
    graph.alice.record(HEAP_ALLOCATED, Long.MAX_VALUE);

    assertThat(graph.used(graph.alice, HEAP_ALLOCATED)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void window_givesCreditBackOneWindowLater_notBefore() {
    graph.binder.bind(graph.alice, HEAP_ALLOCATED, Limit.hard(100).perWindow(SECOND).from("w"));
    assertThat(graph.alice.charge(HEAP_ALLOCATED, 100)).isNull();

    graph.clock.advance(SECOND);
    Denied denied = graph.alice.charge(HEAP_ALLOCATED, 1);
    assertThat(denied).as("a whole window has not passed for its slot").isNotNull();
    assertThat(denied.reason()).isEqualTo(DenialReason.RATE);

    graph.clock.advance(denied.retryAfterNanos());
    assertThat(graph.alice.charge(HEAP_ALLOCATED, 100)).isNull();
    assertThat(graph.alice.ledger(HEAP_ALLOCATED).total()).isEqualTo(200);
  }

  @Test
  @Tag("O-R4")
  @Tag("R-27")
  void window_denialNamesTheWindowAndWhenToRetry() {
    graph.binder.bind(
        graph.alice,
        Resource.LOG_BYTES,
        Limit.hard(1 << 20).perWindow(2 * SECOND).from("guest.yaml:9 logQuotaBytesPerWindow"));
    graph.alice.charge(Resource.LOG_BYTES, 1 << 20);
    graph.clock.advance(SECOND);

    assertThat(graph.alice.charge(Resource.LOG_BYTES, 1024).message())
        .isEqualTo(
            "exceeded limit: principal [alice] log.bytes, requested [1Ki], used [1Mi],"
                + " hard [1Mi/2s], at [system/alice], profile [guest.yaml:9"
                + " logQuotaBytesPerWindow], retry [in 125ms] (STINT-L007)");
  }

  @Test
  void burst_isAdmittedOnTopOfHard() {
    graph.binder.bind(
        graph.alice, HEAP_ALLOCATED, Limit.hard(100).withBurst(50).perWindow(SECOND).from("b"));

    assertThat(graph.alice.charge(HEAP_ALLOCATED, 150)).isNull();
    assertThat(graph.alice.charge(HEAP_ALLOCATED, 1)).isNotNull();
  }

  @Test
  void rollback_ofAWindowedReservation_freesItAtOnce() {
    graph.binder.bind(graph.alice, HEAP_ALLOCATED, Limit.hard(100).perWindow(SECOND).from("w"));
    Reservation token = graph.alice.reserveOrThrow(HEAP_ALLOCATED, 100);

    token.rollback();

    assertThat(graph.alice.charge(HEAP_ALLOCATED, 100)).isNull();
    graph.clock.advance(10 * SECOND);
    assertThat(graph.used(graph.alice, HEAP_ALLOCATED)).isZero();
    assertThat(graph.ledgers.faults()).isZero();
  }

  @Test
  void loweringBelowUse_revokesNothing_andDeniesGrowth() {
    graph.limit(graph.alice, THREADS, 10);
    graph.alice.charge(THREADS, 8);

    long above = graph.binder.bind(graph.alice, THREADS, Limit.hard(5).from("lower"));

    assertThat(above).isEqualTo(3);
    assertThat(graph.used(graph.alice, THREADS)).isEqualTo(8);
    assertThat(graph.alice.charge(THREADS, 1)).isNotNull();
    graph.alice.refund(THREADS, 4);
    assertThat(graph.alice.charge(THREADS, 1)).isNull();
  }

  @Test
  void waiting_isWokenByARelease_andItsTimeIsStall() throws Exception {
    graph.limit(graph.alice, THREADS, 1);
    Reservation held = graph.alice.reserveOrThrow(THREADS, 1);
    AtomicReference<Verdict> verdict = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    Thread waiter =
        new Thread(
            () -> {
              verdict.set(graph.alice.reserve(THREADS, 1, 60 * SECOND));
              done.countDown();
            });
    waiter.start();
    while (waiter.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    graph.clock.advance(7 * SECOND);
    held.close();

    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(verdict.get().granted()).isTrue();
    assertThat(graph.alice.ledger(THREADS).stallNanos()).isEqualTo(7 * SECOND);
    assertThat(graph.alice.ledger(THREADS).denied()).isZero();
  }

  @Test
  void waiting_pastItsTime_isDeniedOnce() {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(8));
    Scope alice = ledgers.principal("alice");
    ledgers.binder("test").bind(alice, THREADS, Limit.hard(1));
    alice.charge(THREADS, 1);

    assertThat(alice.reserve(THREADS, 1, 1_000_000).granted()).isFalse();
    assertThat(alice.ledger(THREADS).denied()).isEqualTo(1);
    assertThat(alice.ledger(THREADS).stallNanos()).isGreaterThanOrEqualTo(1_000_000);
  }
}
