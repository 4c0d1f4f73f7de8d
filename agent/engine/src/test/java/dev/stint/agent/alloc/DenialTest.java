package dev.stint.agent.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenialTest {
  private static final long LIMIT = 50L << 20;
  private static final long FOREVER = 1L << 40;

  /** Generous: what one thread may pass its limit by at its first denial. */
  private static final long OVERSHOOT = 512 << 10;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "smallObjects",
        "builders",
        "listOnly",
        "hiddenBySite",
        "mediumArrays",
        "doubling"
      })
  @Tag("denies:heap.allocated")
  void attack_isDeniedNearItsLimit(String attack) throws Exception {
    try (Bench bench = new Bench(true)) {
      Scope alice = bench.limited("alice", LIMIT);
      long rounds = attack.equals("doubling") ? 26 : FOREVER;
      long[] counter = new long[2];

      ResourceLimitExceeded thrown =
          catchThrowableOfType(
              ResourceLimitExceeded.class,
              () ->
                  Bench.as(
                      alice,
                      () -> {
                        counter[0] = Bench.COUNTER.getCurrentThreadAllocatedBytes();
                        try {
                          return bench.attack(attack, rounds);
                        } finally {
                          counter[1] = Bench.COUNTER.getCurrentThreadAllocatedBytes();
                        }
                      }));

      long exact = counter[1] - counter[0];
      System.out.println(
          attack + ": limit " + LIMIT + ", allocated " + exact + ", over by " + (exact - LIMIT));
      assertThat(thrown).isNotNull();
      assertThat(exact).isLessThan(LIMIT + OVERSHOOT);
      assertThat(Bench.heap(alice).used()).isLessThan(LIMIT + OVERSHOOT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "huge",
        "hugeNested",
        "hugeRepeat",
        "hugeList",
        "hugeCopy",
        "hugeBuilder",
        "manyEmptyArrays"
      })
  @Tag("denies:heap.allocated")
  void largeArray_isDeniedBeforeItExists(String attack) throws Exception {
    try (Bench bench = new Bench(true)) {
      Scope alice = bench.limited("alice", LIMIT);
      long argument = attack.equals("manyEmptyArrays") ? 10_000 : 200 << 20;

      ResourceLimitExceeded thrown =
          catchThrowableOfType(
              ResourceLimitExceeded.class,
              () -> Bench.as(alice, () -> bench.attack(attack, argument)));

      Denied denied = thrown.denied();
      assertThat(denied.requested()).isGreaterThanOrEqualTo(160 << 20);
      assertThat(denied.principal()).isEqualTo("alice");
      assertThat(denied.hard()).isEqualTo(LIMIT);
      assertThat(denied.message()).endsWith("profile [test.yaml:1], retry [no] (STINT-L011)");
      assertThat(Bench.heap(alice).used()).isLessThan(4 << 20);
      assertThat(Bench.heap(alice).denied()).isEqualTo(1);
      assertThat(Bench.heap(alice).reserved()).isZero();
    }
  }

  @Test
  void largeArrays_thatFit_areBookedOnce() throws Exception {
    try (Bench bench = new Bench(true)) {
      Scope alice = bench.limited("alice", LIMIT);

      Bench.as(alice, () -> bench.attack("huge", 20 << 20));
      Bench.as(alice, () -> bench.attack("huge", 20 << 20));

      assertThat(Bench.heap(alice).used()).isBetween(40L << 20, 42L << 20);
      assertThat(Bench.heap(alice).reserved()).isZero();
    }
  }

  @Test
  @Tag("denies:heap.allocated")
  void threads_shareTheBudgetOfTheirPrincipal() throws Exception {
    int threads = 4;
    try (Bench bench = new Bench(true)) {
      Scope alice = bench.limited("alice", LIMIT);
      AtomicInteger denied = new AtomicInteger();
      AtomicLong exact = new AtomicLong();
      CountDownLatch done = new CountDownLatch(threads);

      for (int i = 0; i < threads; i++) {
        new Thread(
                () -> {
                  try {
                    Bench.as(alice, () -> bench.attack("smallObjects", FOREVER));
                  } catch (Exception e) {
                    denied.addAndGet(e instanceof ResourceLimitExceeded ? 1 : 0);
                  }
                  exact.addAndGet(Bench.COUNTER.getCurrentThreadAllocatedBytes());
                  done.countDown();
                })
            .start();
      }
      done.await();

      assertThat(denied).hasValue(threads);
      assertThat(exact.get()).isLessThan(LIMIT + threads * OVERSHOOT);
      assertThat(Bench.heap(alice).used()).isLessThan(LIMIT + threads * OVERSHOOT);
    }
  }

  @Test
  void guestThatCatchesEverything_staysDeniedAboveTheGrace() throws Exception {
    try (Bench bench = new Bench(true)) {
      Scope alice = bench.limited("alice", 4 << 20);

      Object met = Bench.as(alice, () -> bench.attack("stubborn", 5_000));

      long used = Bench.heap(alice).used();
      System.out.println("stubborn: limit " + (4 << 20) + ", used " + used);
      assertThat(met).isEqualTo(5_000L);
      assertThat(used).isLessThan((4 << 20) + (1 << 20) + 5_000 * 400);
    }
  }

  @Test
  void handlingOfADenial_isNotDenied() throws Exception {
    try (Bench bench = new Bench(true)) {
      Scope alice = bench.limited("alice", 4 << 20);

      assertThat(Bench.as(alice, () -> bench.attack("cleansUp", FOREVER))).isEqualTo("cleaned up");
      assertThat(Bench.heap(alice).denied()).isEqualTo(1);
    }
  }

  @Test
  void classInitialiser_isNotDenied_butWhatFollowsIs() throws Exception {
    try (Bench bench = new Bench(true)) {
      Scope alice = bench.limited("alice", 1 << 20);

      assertThat(Bench.as(alice, () -> bench.attack("heavyInitialiser", 0))).isEqualTo(20_000L);
      assertThat(Bench.heap(alice).excess()).isPositive();
      ResourceLimitExceeded thrown =
          catchThrowableOfType(
              ResourceLimitExceeded.class,
              () -> Bench.as(alice, () -> bench.attack("smallObjects", 1)));
      assertThat(thrown).isNotNull();
    }
  }

  /** A thread that hung in the gate would hang this test; a lost claim would lose bytes. */
  @Test
  void stackOverflowInASite_leavesTheBooksInOrder() throws Exception {
    try (Bench bench = new Bench(true)) {
      Scope alice = bench.limited("alice", 1L << 40);
      Cell cell = Cell.current();

      assertThat(Bench.as(alice, () -> bench.attack("overflows", 300))).isEqualTo(300L);

      assertThat(cell.inside).isZero();
      assertThat(alice.reserve(Resource.HEAP_ALLOCATED, 1L << 41).granted()).isFalse();
      assertThat(bench.ledgers.faults()).isZero();
    }
  }

  @Test
  void principalWithoutLimit_isNotDenied() throws Exception {
    try (Bench bench = new Bench(true)) {
      Scope bob = bench.ledgers.principal("bob");

      Bench.as(bob, () -> bench.attack("huge", 100 << 20));

      assertThat(Bench.heap(bob).used()).isGreaterThan(100 << 20);
    }
  }

  @Test
  void stoppedEngine_deniesNothing() throws Exception {
    Bench bench = new Bench(true);
    Scope alice = bench.limited("alice", 1 << 10);
    bench.close();

    Bench.as(alice, () -> bench.attack("smallObjects", 100_000));

    assertThat(Bench.heap(alice).used()).isZero();
  }
}
