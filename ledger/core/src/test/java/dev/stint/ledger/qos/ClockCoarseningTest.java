package dev.stint.ledger.qos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Traces;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("Q-20")
class ClockCoarseningTest {
  @Test
  void trusted_readsTheTimeItself() {
    assertThat(ClockCoarsening.read(1_234_567, QosClass.IDLE, true)).isEqualTo(1_234_567);
  }

  @Test
  void untrusted_neverReadsFinerThanOneMillisecond_whateverItsClass() {
    assertThat(ClockCoarsening.read(9_234_567, QosClass.PERF_BURST, false)).isEqualTo(9_000_000);
    assertThat(ClockCoarsening.read(9_234_567, QosClass.INTERACTIVE, false)).isEqualTo(9_000_000);
    assertThat(ClockCoarsening.read(9_234_567, QosClass.NORMAL, false)).isEqualTo(8_000_000);
    assertThat(ClockCoarsening.read(9_234_567, QosClass.IDLE, false)).isEqualTo(8_000_000);
  }

  @Test
  void untrusted_isNeverAhead_behindByLessThanOneStep_andNeverGoesBack() {
    long seed = Traces.seed();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 50_000; i++) {
      QosClass qos = QosClass.values()[random.nextInt(4)];
      long now = random.nextBoolean() ? random.nextLong() : random.nextLong(-20, 20) * 500_000;
      long read = ClockCoarsening.read(now, qos, false);

      assertThat(now - read)
          .as("seed %d, %d %s", seed, now, qos)
          .isBetween(0L, ClockCoarsening.resolutionNanos(qos) - 1);
      if (now < Long.MAX_VALUE - 9_000_000) {
        long later = ClockCoarsening.read(now + random.nextInt(9_000_000), qos, false);
        assertThat(later).as("seed %d, %d %s", seed, now, qos).isGreaterThanOrEqualTo(read);
      }
    }
    assertThat(ClockCoarsening.read(Long.MIN_VALUE, QosClass.IDLE, false))
        .isEqualTo(Long.MIN_VALUE);
  }
}
