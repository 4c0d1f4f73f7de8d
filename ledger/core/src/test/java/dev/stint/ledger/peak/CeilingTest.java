package dev.stint.ledger.peak;

import static dev.stint.ledger.Resource.LINEAR_MEMORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Binder;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Traces;
import dev.stint.ledger.Verdict;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Growth against a ceiling, with the real ledgers as the gate and the figures as the record: the
 * gate decides first, and only what happened is recorded.
 */
class CeilingTest {
  private static final long KI = 1024;
  private static final long PAGE = 64 * KI;

  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(16));
  private final Binder binder = ledgers.binder("test");
  private final LeaseBook book = new LeaseBook();

  /** One instance under one lease: a session scope with the ceiling as its limit. */
  private final class Instance {
    private final Scope lease;
    private final LeaseFigures figures;
    private long size;

    Instance(String principal, long initialBytes, long ceilingBytes) {
      lease = ledgers.principal(principal).child(ScopeKind.SESSION, "lease " + System.nanoTime());
      binder.bind(lease, LINEAR_MEMORY, Limit.hard(ceilingBytes).from("test"));
      lease.reserveOrThrow(LINEAR_MEMORY, initialBytes).commit();
      size = initialBytes;
      figures = book.checkout(principal, initialBytes);
    }

    boolean growTo(long desired) {
      Verdict verdict = lease.reserve(LINEAR_MEMORY, desired - size);
      if (!(verdict instanceof Reservation growth)) {
        return false;
      }
      size = desired;
      growth.commit();
      figures.grown(size);
      return true;
    }

    long giveBack() {
      figures.close();
      lease.close();
      return size;
    }
  }

  private long heldPeak(String principal) {
    return book.heldPeaks().read(principal).peak();
  }

  @Test
  @Tag("M-11")
  @Tag("M-12")
  @Tag("M-14")
  @Tag("M-19")
  void meter_goldenVector() {
    Instance first = new Instance("alice", 0, 64 * KI);
    assertThat(first.growTo(16 * KI)).isTrue();
    assertThat(first.growTo(48 * KI)).isTrue();
    assertThat(first.growTo(128 * KI)).isFalse();
    assertThat(heldPeak("alice")).isEqualTo(48 * KI);

    Instance again = new Instance("bob", first.giveBack(), 256 * KI);
    assertThat(again.growTo(200 * KI)).isTrue();

    assertThat(heldPeak("bob")).isEqualTo(200 * KI);
    assertThat(book.growthPeaks().read("bob").peak()).isEqualTo(152 * KI);
    assertThat(heldPeak("alice")).as("an earlier peak stays").isEqualTo(48 * KI);
  }

  @Test
  @Tag("M-13")
  @Tag("P41")
  void ceiling_isInclusive_onePageMoreIsDenied_andThePeakStays() {
    Instance instance = new Instance("alice", PAGE, 4 * PAGE);

    assertThat(instance.growTo(4 * PAGE)).isTrue();
    assertThat(instance.growTo(5 * PAGE)).isFalse();

    assertThat(heldPeak("alice")).isEqualTo(4 * PAGE);
    assertThat(book.growthPeaks().read("alice").peak()).isEqualTo(3 * PAGE);
  }

  @Test
  @Tag("M-12")
  @Tag("P41")
  void everyGrowth_isGrantedUpToTheCeiling_andDenialLeavesEveryFigure() {
    long seed = Traces.seed();
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 300; run++) {
      long ceiling = 1 + random.nextLong(20);
      long size = random.nextLong(ceiling + 1);
      Instance instance = new Instance("p" + run, size * PAGE, ceiling * PAGE);
      for (int step = 0; step < 10; step++) {
        long desired = size + random.nextLong(5);
        boolean granted = instance.growTo(desired * PAGE);

        assertThat(granted)
            .as("seed %d, %d of %d", seed, desired, ceiling)
            .isEqualTo(desired <= ceiling);
        size = granted ? desired : size;
        assertThat(heldPeak("p" + run)).as("seed %d", seed).isEqualTo(size * PAGE);
        assertThat(instance.figures.heldBytes()).as("seed %d", seed).isEqualTo(size * PAGE);
      }
      instance.giveBack();
    }
    assertThat(ledgers.system().ledger(LINEAR_MEMORY).used()).isZero();
  }

  @Test
  @Tag("M-D2")
  void growthThatTheEngineFailed_isRolledBack_andNeverRecorded() {
    Instance instance = new Instance("alice", PAGE, 4 * PAGE);
    Reservation growth = instance.lease.reserveOrThrow(LINEAR_MEMORY, PAGE);

    growth.rollback();

    assertThat(heldPeak("alice")).isEqualTo(PAGE);
    assertThat(instance.lease.ledger(LINEAR_MEMORY).used()).isEqualTo(PAGE);
  }

  @Test
  @Tag("M-D5")
  void aggregateOfThePrincipal_boundsItsLeasesTogether() {
    Scope alice = ledgers.principal("alice");
    binder.bind(alice, LINEAR_MEMORY, Limit.hard(6 * PAGE).from("test"));
    Instance one = new Instance("alice", PAGE, 4 * PAGE);
    Instance two = new Instance("alice", PAGE, 4 * PAGE);

    assertThat(one.growTo(4 * PAGE)).isTrue();
    assertThat(two.growTo(3 * PAGE)).as("within its ceiling").isFalse();
    assertThat(two.growTo(2 * PAGE)).isTrue();

    assertThat(book.heldBytes("alice")).isEqualTo(6 * PAGE);
    assertThat(book.growthPeaks().read("alice").peak()).isEqualTo(4 * PAGE);
  }
}
