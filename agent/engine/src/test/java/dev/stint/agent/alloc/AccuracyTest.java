package dev.stint.agent.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.site.AllocationAccounts;
import dev.stint.ledger.site.AllocationSites;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  private static volatile Object sink;

  @Test
  void settledThread_isBookedToTheByte() throws Exception {
    try (Bench bench = new Bench(false)) {
      Scope alice = bench.ledgers.principal("alice");
      Bench.as(alice, () -> 1);
      long before = Bench.heap(alice).total();
      Cell cell = Cell.current();

      AllocationSites.settle(cell);
      long from = Bench.COUNTER.getCurrentThreadAllocatedBytes();
      cell.scope = alice;
      sink = new byte[12_345];
      sink = "a".repeat(999) + sink;
      long to = Bench.COUNTER.getCurrentThreadAllocatedBytes();
      AllocationSites.settle(cell);
      cell.scope = null;

      assertThat(Bench.heap(alice).total() - before).isEqualTo(to - from).isGreaterThan(13_000);
    }
  }

  /** Workers change their principal all the time while the sampler looks. */
  @Test
  void racingSampler_booksEachByteOnceAndToTheRightScope() throws Exception {
    // The first calls link and allocate between the reading of the counter and ours.
    new Race().run(3, 1_000);
    Race race = new Race();
    race.run(3, 4_000);

    assertThat(Bench.heap(race.alice).used()).isEqualTo(race.exactAlice.get());
    assertThat(Bench.heap(race.bob).used()).isEqualTo(race.exactBob.get());
    assertThat(race.ledgers.faults()).isZero();
  }

  @Test
  void threadThatMeetsNoSite_isBookedToDefault() throws Exception {
    try (Bench bench = new Bench(false)) {
      CountDownLatch allocated = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      Thread plain =
          new Thread(
              () -> {
                for (int i = 0; i < 8_000; i++) {
                  sink = new byte[1024];
                }
                allocated.countDown();
                awaitQuietly(end);
              });
      plain.start();
      allocated.await();

      awaitTotal(bench.ledgers.principal("default"), 8_000 * 1024);
      end.countDown();
    }
  }

  @Test
  void sampler_paysForItself() throws Exception {
    try (Bench bench = new Bench(false)) {
      awaitTotal(bench.ledgers.principal("stint"), 1);
    }
  }

  /** The ledger sees what a long-running guest does while it runs. */
  @Test
  void threadThatNeverSettles_isBookedByTheSampler() throws Exception {
    try (Bench bench = new Bench(false)) {
      Scope alice = bench.ledgers.principal("alice");
      AtomicBoolean stop = new AtomicBoolean();
      Thread guest =
          new Thread(
              () -> {
                Cell cell = Cell.current();
                AllocationSites.settle(cell);
                cell.scope = alice;
                while (!stop.get()) {
                  sink = new byte[1024];
                }
              });
      guest.start();

      awaitTotal(alice, 4 << 20);
      stop.set(true);
      guest.join();
    }
  }

  @Test
  void discardedCell_losesAndDoublesNothing() throws Exception {
    try (Bench bench = new Bench(false)) {
      Scope alice = bench.ledgers.principal("alice");
      AtomicLong exact = new AtomicLong();
      Thread guest =
          new Thread(
              () -> {
                for (int i = 0; i < 200; i++) {
                  Cell cell = Cell.current();
                  AllocationSites.settle(cell);
                  long from = Bench.COUNTER.getCurrentThreadAllocatedBytes();
                  cell.scope = alice;
                  sink = new byte[50_000];
                  long to = Bench.COUNTER.getCurrentThreadAllocatedBytes();
                  AllocationSites.settle(cell);
                  cell.scope = null;
                  Cell.discard();
                  exact.addAndGet(to - from);
                }
              });
      guest.start();
      guest.join();
      bench.engine.stop();

      assertThat(Bench.heap(alice).total()).isEqualTo(exact.get());
    }
  }

  static void awaitTotal(Scope scope, long atLeast) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Bench.heap(scope).total() < atLeast) {
      assertThat(System.nanoTime()).as("bytes of " + scope).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Race {
    final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
    final Scope alice = ledgers.principal("alice");
    final Scope bob = ledgers.principal("bob");
    final AtomicLong exactAlice = new AtomicLong();
    final AtomicLong exactBob = new AtomicLong();
    private final long seed = System.nanoTime();

    void run(int workers, int turns) throws Exception {
      System.out.println("racing sampler: seed " + seed);
      ThreadCounter counter = ThreadCounter.open();
      AllocationAccounts books = new AllocationAccounts(ledgers, counter);
      AllocationSampler sampler =
          new AllocationSampler(books, counter, ThreadIds.open(Bench.noInstrumentation()));
      makeLedgers();
      sampler.skipThePast();
      AllocationSites.install(books, false);
      AtomicBoolean done = new AtomicBoolean();
      Thread racer =
          new Thread(
              () -> {
                while (!done.get()) {
                  sampler.look();
                  LockSupport.parkNanos(500_000);
                }
              });
      racer.start();
      Thread[] threads = new Thread[workers];
      for (int i = 0; i < workers; i++) {
        SplittableRandom random = new SplittableRandom(seed + i);
        threads[i] = new Thread(() -> work(random, turns));
        threads[i].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      done.set(true);
      racer.join();
      AllocationSites.uninstall(books);
      System.out.println("racing sampler: " + sampler.looks() + " looks");
    }

    /** Else the thread that charges first allocates what they need between its reading and ours. */
    private void makeLedgers() {
      for (Scope scope : List.of(alice, bob, ledgers.principal("default"), ledgers.system())) {
        scope.reserve(Resource.HEAP_ALLOCATED, 1).orThrow().rollback();
        assertThat(Bench.heap(scope).used()).isZero();
      }
    }

    private void work(SplittableRandom random, int turns) {
      Cell cell = Cell.current();
      for (int turn = 0; turn < turns; turn++) {
        boolean first = random.nextBoolean();
        AllocationSites.settle(cell);
        long from = Bench.COUNTER.getCurrentThreadAllocatedBytes();
        cell.scope = first ? alice : bob;
        int pieces = random.nextInt(40);
        for (int i = 0; i < pieces; i++) {
          sink = new byte[random.nextInt(4_000)];
        }
        long to = Bench.COUNTER.getCurrentThreadAllocatedBytes();
        AllocationSites.settle(cell);
        cell.scope = null;
        (first ? exactAlice : exactBob).addAndGet(to - from);
      }
    }
  }
}
