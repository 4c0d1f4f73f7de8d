package dev.stint.ledger.peak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PeakHeapTest {
  @Test
  @Tag("M-8")
  void lowest_isALowestEntry_howeverPeaksRoseMeanwhile() {
    long seed = Traces.seed();
    SplittableRandom random = new SplittableRandom(seed);
    PeakHeap heap = new PeakHeap();
    List<PeakEntry> entries = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      PeakEntry fresh = new PeakEntry("p", 1 + random.nextLong(1_000), i, 0, 0);
      if (entries.size() < 100) {
        entries.add(fresh);
        heap.add(fresh);
      } else if (random.nextInt(3) == 0) {
        PeakEntry lowest = heap.lowest();
        long least = entries.stream().mapToLong(PeakEntry::peak).min().orElseThrow();
        assertThat(lowest.peak()).as("seed %d", seed).isEqualTo(least);
        assertThat(lowest.evict(least)).isTrue();
        entries.remove(lowest);
        entries.add(fresh);
        heap.replaceFirst(fresh);
      } else {
        entries.get(random.nextInt(100)).raise(random.nextLong(2_000));
      }
    }
    assertThat(heap.size()).isEqualTo(100);
  }

  @Test
  void evicted_isRaisedNoMore_andKeepsItsLastPeak() {
    PeakEntry entry = new PeakEntry("p", 7, 1, 0, 0);

    assertThat(entry.evict(6)).isFalse();
    assertThat(entry.evict(7)).isTrue();
    assertThat(entry.raise(9)).isFalse();
    assertThat(entry.reading(3).kind()).isEqualTo(PeakReading.Kind.FORGOTTEN);
    assertThat(entry.reading(3).atMost()).isEqualTo(7);
  }
}
