package dev.stint.ledger.peak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Traces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LeaseBookTest {
  private static final int KI = 1024;

  private record Op(int what, int principal, int pick, long size) {}

  private final LeaseBook book = new LeaseBook();

  @Test
  @Tag("O-M1")
  @Tag("M-D4")
  void initialMemory_isBaseline_andNotGrowth() {
    LeaseFigures lease = book.checkout("alice", 64 * KI);

    assertThat(lease.baselineBytes()).isEqualTo(64 * KI);
    assertThat(lease.growthBytes()).isZero();
    assertThat(lease.heldBytes()).isEqualTo(64 * KI);
    assertThat(book.growthPeaks().read("alice").kind()).isEqualTo(PeakReading.Kind.NONE_RECORDED);
    assertThat(book.heldPeaks().read("alice").peak()).isEqualTo(64 * KI);
  }

  @Test
  @Tag("M-D1")
  @Tag("P40")
  void reuseWithoutGrowth_holdsWhatOthersGrew() {
    try (LeaseFigures first = book.checkout("alice", 64 * KI)) {
      first.grown(1024 * KI);
    }

    LeaseFigures second = book.checkout("bob", 1024 * KI);

    assertThat(second.growthBytes()).isZero();
    assertThat(second.heldBytes()).isEqualTo(1024 * KI);
    assertThat(book.heldBytes("bob")).isEqualTo(1024 * KI);
    assertThat(book.heldPeaks().read("bob").peak()).isEqualTo(1024 * KI);
  }

  @Test
  @Tag("M-16")
  @Tag("O-M1")
  void onePageOfGrowth_inheritsNothingThatWasGrownBefore() {
    try (LeaseFigures first = book.checkout("alice", 64 * KI)) {
      first.grown(1024 * KI);
    }
    try (LeaseFigures second = book.checkout("bob", 1024 * KI)) {
      second.grown(1088 * KI);
    }

    assertThat(book.growthPeaks().read("alice").peak()).isEqualTo(960 * KI);
    assertThat(book.growthPeaks().read("bob").peak()).isEqualTo(64 * KI);
  }

  @Test
  @Tag("O-M1")
  void peaks_areOfTheSumOverLiveLeases() {
    LeaseFigures one = book.checkout("alice", 10);
    LeaseFigures two = book.checkout("alice", 20);
    one.grown(15);
    two.grown(40);
    one.close();
    two.grown(41);

    assertThat(book.growthPeaks().read("alice").peak()).isEqualTo(5 + 20);
    assertThat(book.heldPeaks().read("alice").peak()).isEqualTo(15 + 40);
    assertThat(book.growthBytes("alice")).isEqualTo(21);
    assertThat(book.heldBytes("alice")).isEqualTo(41);
    assertThat(book.leases("alice")).isEqualTo(1);
  }

  @Test
  @Tag("M-15")
  void smallerSize_isIgnored_andClosedLeaseReportsNoMore() {
    LeaseFigures lease = book.checkout("alice", 10);
    lease.grown(30);
    lease.grown(20);
    lease.close();
    lease.close();
    lease.grown(99);

    assertThat(lease.growthBytes()).isEqualTo(20);
    assertThat(lease.heldBytes()).isZero();
    assertThat(book.principals()).isZero();
    assertThat(book.growthPeaks().read("alice").peak()).isEqualTo(20);
  }

  @Test
  void checkout_ofANegativeSizeOrABadName_isRefused() {
    assertThatThrownBy(() -> book.checkout("alice", -1))
        .hasMessage("size of an instance must not be negative: -1");
    assertThatThrownBy(() -> book.checkout("a b", 1)).hasMessageContaining("(STINT-N001)");
    assertThat(book.principals()).isZero();
  }

  @Test
  void sumThatDoesNotFit_isRefused_andChangesNothing() {
    LeaseFigures huge = book.checkout("alice", Long.MAX_VALUE - 5);

    assertThatThrownBy(() -> book.checkout("alice", 6)).isInstanceOf(ArithmeticException.class);

    assertThat(book.leases("alice")).isEqualTo(1);
    huge.close();
    assertThat(book.principals()).isZero();
  }

  /** Whatever leaseholders came before, the same growth gives the same figures. */
  @Test
  @Tag("P39")
  @Tag("M-14")
  void figures_dependOnTheLeaseAlone_notOnItsHistory() {
    long seed = Traces.seed();
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 2_000; run++) {
      long size = random.nextLong(100);
      LeaseBook used = new LeaseBook();
      for (int holder = random.nextInt(5); holder > 0; holder--) {
        try (LeaseFigures before = used.checkout("p" + random.nextInt(3), size)) {
          size += random.nextLong(50);
          before.grown(size);
        }
      }
      LeaseFigures mine = used.checkout("mine", size);
      LeaseFigures fresh = new LeaseBook().checkout("mine", size);
      long grown = size;
      for (int step = random.nextInt(6); step > 0; step--) {
        grown += random.nextLong(50);
        mine.grown(grown);
        fresh.grown(grown);
      }
      assertThat(mine.growthBytes()).as("seed %d", seed).isEqualTo(grown - size);
      assertThat(fresh.growthBytes()).as("seed %d", seed).isEqualTo(grown - size);
      assertThat(used.growthPeaks().read("mine").peak())
          .as("seed %d", seed)
          .isEqualTo(grown - size);
      assertThat(used.heldPeaks().read("mine").peak()).as("seed %d", seed).isEqualTo(grown);
    }
  }

  @Test
  @Tag("O-M1")
  @Tag("P40")
  void everyTrace_equalsTheSumsOfItsLiveLeases() {
    Traces.check(
        200,
        80,
        r -> new Op(r.nextInt(4), r.nextInt(3), r.nextInt(1 << 16), r.nextLong(100)),
        LeaseBookTest::play);
  }

  private static @Nullable String play(List<Op> trace) {
    LeaseBook book = new LeaseBook();
    List<LeaseFigures> live = new ArrayList<>();
    Map<String, Long> growthPeaks = new HashMap<>();
    Map<String, Long> heldPeaks = new HashMap<>();
    for (Op op : trace) {
      if (op.what() == 0 || live.isEmpty()) {
        live.add(book.checkout("p" + op.principal(), op.size()));
      } else if (op.what() == 1) {
        live.remove(op.pick() % live.size()).close();
      } else {
        LeaseFigures lease = live.get(op.pick() % live.size());
        lease.grown(lease.heldBytes() + op.size());
      }
      for (String p : List.of("p0", "p1", "p2")) {
        long growth = 0;
        long held = 0;
        for (LeaseFigures lease : live) {
          growth += lease.principal().equals(p) ? lease.growthBytes() : 0;
          held += lease.principal().equals(p) ? lease.heldBytes() : 0;
        }
        growthPeaks.merge(p, growth, Math::max);
        heldPeaks.merge(p, held, Math::max);
        if (book.growthBytes(p) != growth
            || book.heldBytes(p) != held
            || book.growthPeaks().read(p).peak() != growthPeaks.get(p)
            || book.heldPeaks().read(p).peak() != heldPeaks.get(p)) {
          return p + " should grow " + growth + " and hold " + held;
        }
      }
    }
    return null;
  }

  @Test
  @Tag("O-M2")
  void leasesFromManyThreads_leaveAnEmptyBook() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        done.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 5_000; i++) {
                    try (LeaseFigures lease = book.checkout("p" + i % 2, 3)) {
                      lease.grown(5);
                    }
                  }
                }));
      }
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(book.principals()).isZero();
    assertThat(book.heldBytes("p0")).isZero();
    assertThat(book.heldPeaks().read("p0").peak()).isBetween(5L, 40L);
    assertThat(book.growthPeaks().read("p1").peak()).isBetween(2L, 16L);
  }

  @Test
  @Tag("O-M2")
  void checkoutAgainstTheLastClose_isInTheBook() throws Exception {
    int rounds = 40_000;
    LeaseFigures[] first = new LeaseFigures[rounds];
    LeaseFigures[] second = new LeaseFigures[rounds];
    for (int i = 0; i < rounds; i++) {
      first[i] = book.checkout("p" + i, 3);
    }

    InStep.race(
        rounds, i -> first[i].close(), i -> second[i] = book.checkout(first[i].principal(), 5));

    for (int i = 0; i < rounds; i++) {
      assertThat(book.heldBytes("p" + i)).as("round %d", i).isEqualTo(5);
      second[i].close();
    }
    assertThat(book.principals()).isZero();
  }
}
