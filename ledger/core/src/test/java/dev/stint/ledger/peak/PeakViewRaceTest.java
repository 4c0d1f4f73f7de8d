package dev.stint.ledger.peak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Traces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many threads at once: the bound, the largest and no peak is ever lost. */
class PeakViewRaceTest {
  private static final int THREADS = 12;

  private final long seed = Traces.seed();

  @Test
  @Tag("M-9")
  @Tag("P43")
  void arrivalsFromManyThreads_leaveExactlyTheLargest_andNeverOneTooMany() throws Exception {
    int bound = 64;
    int each = 3_000;
    PeakView view = new PeakView(bound, MonotonicClock.SYSTEM);
    List<Callable<Void>> arrivals = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int mine = t;
      arrivals.add(
          () -> {
            for (int i : shuffled(each, seed + mine)) {
              int size = 1 + i * THREADS + mine;
              view.record("p" + size, size);
            }
            return null;
          });
    }

    runWatched(view, arrivals);

    int largest = each * THREADS;
    List<PeakLine> lines = view.lines();
    assertThat(lines).as("seed %d", seed).hasSize(bound);
    for (int i = 0; i < bound; i++) {
      assertThat(lines.get(i).reading().peak()).as("seed %d", seed).isEqualTo(largest - i);
    }
    EvictedWatermark mark = view.watermark();
    assertThat(mark.atMost()).as("seed %d", seed).isEqualTo(largest - bound);
    assertThat(mark.evicted() + mark.dropped()).as("seed %d", seed).isEqualTo(largest - bound);
  }

  /**
   * Whatever comes and goes: who ever was above the lowest one kept, is kept, with its true peak.
   */
  @Test
  @Tag("M-4")
  @Tag("M-9")
  @Tag("P42")
  @Tag("P43")
  void raisesAndEvictionsFromManyThreads_loseNoPeak() throws Exception {
    for (int round = 0; round < 8; round++) {
      int bound = 4 + round * 3;
      PeakView view = new PeakView(bound, MonotonicClock.SYSTEM);
      List<Map<String, Long>> recorded = new ArrayList<>();
      List<Callable<Void>> work = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        SplittableRandom random = new SplittableRandom(seed + 31L * round + t);
        Map<String, Long> mine = new HashMap<>();
        recorded.add(mine);
        work.add(
            () -> {
              for (int i = 1; i <= 4_000; i++) {
                String name = "p" + random.nextInt(3 * bound);
                long size = random.nextLong(i * 10L);
                view.record(name, size);
                mine.merge(name, size, Math::max);
              }
              return null;
            });
      }

      runWatched(view, work);

      Map<String, Long> truth = new HashMap<>();
      recorded.forEach(mine -> mine.forEach((p, size) -> truth.merge(p, size, Math::max)));
      assertNothingLost(view, truth);
    }
  }

  private void assertNothingLost(PeakView view, Map<String, Long> truth) {
    List<PeakLine> lines = view.lines();
    long lowest = lines.get(lines.size() - 1).reading().peak();
    truth.forEach(
        (principal, peak) -> {
          PeakReading reading = view.read(principal);
          assertThat(reading.atMost())
              .as("seed %d %s", seed, principal)
              .isGreaterThanOrEqualTo(peak);
          if (peak > lowest) {
            assertThat(reading.peak()).as("seed %d %s", seed, principal).isEqualTo(peak);
          }
          if (reading.kind() == PeakReading.Kind.VALUE) {
            assertThat(reading.peak()).as("seed %d %s", seed, principal).isLessThanOrEqualTo(peak);
          }
        });
  }

  /** In either order alice must stay with 10: a raise that meets its own eviction starts anew. */
  @Test
  @Tag("M-4")
  @Tag("P42")
  void raiseAgainstEviction_isNeverLost() throws Exception {
    PeakView[] views = views(60_000);
    for (PeakView view : views) {
      view.record("alice", 1);
    }

    InStep.race(views.length, i -> views[i].record("alice", 10), i -> views[i].record("bob", 5));

    for (int i = 0; i < views.length; i++) {
      assertThat(views[i].read("alice").peak()).as("round %d", i).isEqualTo(10);
    }
  }

  @Test
  @Tag("P42")
  void oneNewcomerFromTwoThreads_isOneEntryWithTheLargerSize() throws Exception {
    PeakView[] views = views(40_000);

    InStep.race(views.length, i -> views[i].record("alice", 10), i -> views[i].record("alice", 5));

    for (int i = 0; i < views.length; i++) {
      assertThat(views[i].read("alice").peak()).as("round %d", i).isEqualTo(10);
      assertThat(views[i].watermark().dropped()).as("round %d", i).isZero();
    }
  }

  /** The map itself, read without the lock while one entry replaces the other. */
  @Test
  @Tag("M-9")
  @Tag("P43")
  void replacement_isNeverOneTooMany() throws Exception {
    PeakView[] views = views(40_000);
    int[] most = new int[1];
    for (PeakView view : views) {
      view.record("alice", 1);
    }

    InStep.race(
        views.length,
        i -> views[i].record("bob", 2),
        i -> {
          for (int look = 0; look < 40; look++) {
            most[0] = Math.max(most[0], views[i].kept());
          }
        });

    assertThat(most[0]).isEqualTo(1);
  }

  private static PeakView[] views(int count) {
    PeakView[] views = new PeakView[count];
    for (int i = 0; i < count; i++) {
      views[i] = new PeakView(1, MonotonicClock.SYSTEM);
    }
    return views;
  }

  /** Runs them at once while another thread looks for a broken promise. */
  private void runWatched(PeakView view, List<Callable<Void>> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(work.size() + 1);
    AtomicBoolean over = new AtomicBoolean();
    CyclicBarrier start = new CyclicBarrier(work.size() + 1);
    try {
      Future<String> watched =
          pool.submit(
              () -> {
                start.await();
                return watch(view, over);
              });
      List<Future<Void>> done = new ArrayList<>();
      for (Callable<Void> task : work) {
        done.add(
            pool.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      for (Future<Void> future : done) {
        future.get();
      }
      over.set(true);
      assertThat(watched.get()).as("seed %d", seed).isEqualTo("kept");
    } finally {
      over.set(true);
      pool.shutdown();
    }
  }

  private static String watch(PeakView view, AtomicBoolean over) {
    Map<Long, Long> peakOfEpoch = new HashMap<>();
    long evicted = 0;
    while (!over.get()) {
      List<PeakLine> lines = view.lines();
      Set<String> names = new HashSet<>();
      for (PeakLine line : lines) {
        names.add(line.principal());
        PeakReading reading = line.reading();
        if (reading.kind() == PeakReading.Kind.VALUE) {
          Long before = peakOfEpoch.put(reading.epoch(), reading.peak());
          if (before != null && before > reading.peak()) {
            return "peak fell from " + before + " to " + reading;
          }
        }
      }
      EvictedWatermark mark = view.watermark();
      if (lines.size() > view.bound() || view.size() > view.bound() || view.kept() > view.bound()) {
        return "more than " + view.bound();
      }
      if (names.size() != lines.size() || mark.evicted() < evicted) {
        return "twice in " + names + " or " + mark;
      }
      evicted = mark.evicted();
    }
    return "kept";
  }

  private static List<Integer> shuffled(int count, long seed) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(i);
    }
    java.util.Collections.shuffle(all, new java.util.Random(seed));
    return all;
  }
}
