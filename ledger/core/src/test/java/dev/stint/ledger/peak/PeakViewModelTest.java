package dev.stint.ledger.peak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Binder;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Traces;
import dev.stint.ledger.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PeakViewModelTest {
  private record Op(int principal, long size) {}

  @Test
  @Tag("M-7")
  @Tag("P42")
  @Tag("P43")
  void everyTrace_equalsThePlainModel() {
    for (int bound = 1; bound <= 6; bound++) {
      int kept = bound;
      Traces.check(
          80,
          120,
          r -> new Op(r.nextInt(14), r.nextInt(5) == 0 ? r.nextLong(-1, 3) : r.nextLong(60)),
          trace -> new Model(kept).play(trace));
    }
  }

  /** A plain map that scans for its lowest entry; of equal ones it follows the view's choice. */
  private static final class Model {
    private final PeakView view;
    private final Map<String, Long> kept = new HashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private final Map<String, Long> everPeak = new HashMap<>();
    private final int bound;
    private long largestEvicted;
    private long evicted;
    private long largestDropped;
    private long dropped;

    Model(int bound) {
      this.bound = bound;
      this.view = new PeakView(bound, MonotonicClock.SYSTEM);
    }

    @Nullable
    String play(List<Op> trace) {
      for (Op op : trace) {
        String name = "p" + op.principal();
        view.record(name, op.size());
        if (op.size() > 0) {
          everPeak.merge(name, op.size(), Math::max);
          String wrong = step(name, op.size());
          if (wrong != null) {
            return wrong;
          }
        }
        String wrong = compare();
        if (wrong != null) {
          return wrong;
        }
      }
      return null;
    }

    private @Nullable String step(String name, long size) {
      if (kept.containsKey(name) || kept.size() < bound) {
        kept.merge(name, size, Math::max);
        return null;
      }
      long lowest = Collections.min(kept.values());
      if (size <= lowest) {
        largestDropped = Math.max(largestDropped, size);
        dropped++;
        return null;
      }
      List<String> gone = new ArrayList<>(kept.keySet());
      gone.removeIf(p -> view.read(p).kind() == PeakReading.Kind.VALUE);
      if (gone.size() != 1 || kept.get(gone.get(0)) != lowest) {
        return "evicted " + gone + " of " + kept;
      }
      kept.remove(gone.get(0));
      epochs.remove(gone.get(0));
      kept.put(name, size);
      largestEvicted = Math.max(largestEvicted, lowest);
      evicted++;
      return null;
    }

    private @Nullable String compare() {
      Map<String, Long> found = new HashMap<>();
      for (PeakLine line : view.lines()) {
        found.put(line.principal(), line.reading().peak());
      }
      if (!found.equals(kept) || view.size() != kept.size()) {
        return "expected " + kept + " but found " + found;
      }
      EvictedWatermark mark = view.watermark();
      if (mark.largestEvicted() != largestEvicted
          || mark.evicted() != evicted
          || mark.largestDropped() != largestDropped
          || mark.dropped() != dropped) {
        return "watermark " + mark;
      }
      return compareReadings();
    }

    private @Nullable String compareReadings() {
      for (int p = 0; p < 15; p++) {
        String name = "p" + p;
        PeakReading reading = view.read(name);
        PeakReading.Kind expected =
            kept.containsKey(name)
                ? PeakReading.Kind.VALUE
                : evicted + dropped > 0
                    ? PeakReading.Kind.FORGOTTEN
                    : PeakReading.Kind.NONE_RECORDED;
        if (reading.kind() != expected || reading.atMost() < everPeak.getOrDefault(name, 0L)) {
          return name + " reads " + reading + ", was " + everPeak.get(name);
        }
        if (expected == PeakReading.Kind.VALUE
            && epochs.putIfAbsent(name, reading.epoch()) != null
            && epochs.get(name) != reading.epoch()) {
          return name + " changed its epoch though it stayed";
        }
      }
      return null;
    }
  }

  @Test
  @Tag("P43")
  void arrivalsInAnyOrder_leaveTheLargest() {
    long seed = Traces.seed();
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 50; run++) {
      int bound = 1 + random.nextInt(40);
      PeakView view = new PeakView(bound, MonotonicClock.SYSTEM);
      List<Integer> sizes = new ArrayList<>();
      for (int size = 1; size <= 200; size++) {
        sizes.add(size);
      }
      Collections.shuffle(sizes, new java.util.Random(random.nextLong()));

      for (int size : sizes) {
        view.record("p" + size, size);
      }

      List<Long> peaks = view.lines().stream().map(line -> line.reading().peak()).toList();
      List<Long> largest = new ArrayList<>();
      for (long size = 200; size > 200 - bound; size--) {
        largest.add(size);
      }
      assertThat(peaks).as("seed %d", seed).isEqualTo(largest);
      assertThat(view.watermark().atMost()).as("seed %d", seed).isEqualTo(200 - bound);
    }
  }

  /** Sizes of one principal on the real ledger: reserve, grow, commit, then record. */
  @Test
  @Tag("M-1")
  @Tag("P42")
  void peak_equalsTheLargestCommittedSizeOfTheLedgersTrace() {
    Traces.check(40, 200, r -> new Op(r.nextInt(4), r.nextLong(1, 40)), this::playOnLedger);
  }

  private @Nullable String playOnLedger(List<Op> trace) {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
    Binder binder = ledgers.binder("test");
    Scope alice = ledgers.principal("alice");
    binder.bind(alice, Resource.LINEAR_MEMORY, Limit.hard(100).from("test"));
    PeakView view = new PeakView();
    List<Reservation> held = new ArrayList<>();
    long largest = 0;
    for (Op op : trace) {
      if (op.principal() == 0 && !held.isEmpty()) {
        held.remove((int) op.size() % held.size()).close();
        continue;
      }
      Verdict verdict = alice.reserve(Resource.LINEAR_MEMORY, op.size());
      if (verdict instanceof Reservation growth) {
        growth.commit();
        held.add(growth);
        long used = alice.ledger(Resource.LINEAR_MEMORY).used();
        view.record("alice", used);
        largest = Math.max(largest, used);
      }
      if (view.read("alice").peak() != largest) {
        return "peak " + view.read("alice").peak() + ", trace " + largest;
      }
    }
    return largest == alice.ledger(Resource.LINEAR_MEMORY).peak() ? null : "not the ledger's peak";
  }
}
