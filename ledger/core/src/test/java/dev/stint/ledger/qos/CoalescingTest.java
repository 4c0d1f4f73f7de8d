package dev.stint.ledger.qos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Traces;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CoalescingTest {
  private static final long SEED = Traces.seed();

  @Test
  @Tag("Q-11")
  @Tag("P61")
  void goldenVectors() {
    assertThat(Coalescing.roundUp(8_000_001, QosClass.NORMAL).nanos()).isEqualTo(12_000_000);
    assertThat(Coalescing.roundUp(8_000_000, QosClass.NORMAL).nanos()).isEqualTo(8_000_000);
    assertThat(Coalescing.roundUp(8_000_001, QosClass.PERF_BURST).nanos()).isEqualTo(8_000_001);
    assertThat(Coalescing.roundUp(0, QosClass.IDLE).nanos()).isZero();
    assertThat(Coalescing.roundUp(1, QosClass.INTERACTIVE).nanos()).isEqualTo(1_000_000);
    assertThat(Coalescing.roundUp(1, QosClass.IDLE).nanos()).isEqualTo(8_000_000);
  }

  @Test
  @Tag("Q-11")
  @Tag("P61")
  void overflow_isRejected_fromTheFirstDeadlineThatHasNoMultiple() {
    for (QosClass qos : QosClass.values()) {
      long window = Math.max(1, qos.windowNanos());
      long last = Long.MAX_VALUE / window * window;

      assertThat(Coalescing.roundUp(last, qos).nanos()).isEqualTo(last);
      if (last < Long.MAX_VALUE) {
        assertThat(Coalescing.roundUp(last + 1, qos).isValid()).as("%s", qos).isFalse();
      }
    }
    assertThat(Coalescing.roundUp(-1, QosClass.PERF_BURST).isValid()).isFalse();
    assertThat(Coalescing.roundUp(Long.MIN_VALUE, QosClass.IDLE).isValid()).isFalse();
    assertThat(Coalescing.roundUp(1, -1L).isValid()).isFalse();
  }

  @Test
  void rejected_hasNoTime() {
    WakeTime rejected = Coalescing.roundUp(-1, QosClass.IDLE);

    assertThatThrownBy(rejected::nanos).hasMessage("the deadline was rejected");
  }

  @Test
  @Tag("P61")
  void roundUp_equalsExactArithmetic_isIdempotentAndMonotone() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 100_000; i++) {
      QosClass qos = QosClass.values()[random.nextInt(4)];
      long d = deadline(random);
      WakeTime wake = Coalescing.roundUp(d, qos);

      BigInteger expected = exact(d, qos.windowNanos());
      assertThat(wake.isValid())
          .as("seed %d, %d %s", SEED, d, qos)
          .isEqualTo(expected.bitLength() < 64);
      if (wake.isValid()) {
        assertThat(wake.nanos())
            .as("seed %d, %d %s", SEED, d, qos)
            .isEqualTo(expected.longValueExact());
        assertThat(wake.nanos() - d)
            .as("seed %d, %d %s", SEED, d, qos)
            .isBetween(0L, Math.max(1, qos.windowNanos()) - 1);
        assertThat(Coalescing.roundUp(wake.nanos(), qos).nanos()).isEqualTo(wake.nanos());
        WakeTime next = Coalescing.roundUp(d + random.nextInt(9_000_000), qos);
        assertThat(!next.isValid() || next.nanos() >= wake.nanos())
            .as("seed %d: monotone after %d %s", SEED, d, qos)
            .isTrue();
      }
    }
  }

  private static BigInteger exact(long d, long window) {
    if (window == 0) {
      return BigInteger.valueOf(d);
    }
    BigInteger w = BigInteger.valueOf(window);
    return BigInteger.valueOf(d).add(w).subtract(BigInteger.ONE).divide(w).multiply(w);
  }

  private static long deadline(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong(20_000_000);
      case 1 -> random.nextLong(5_000) * 1_000_000 + random.nextInt(3);
      case 2 -> Long.MAX_VALUE - random.nextLong(20_000_000);
      default -> random.nextLong(Long.MAX_VALUE);
    };
  }

  @Test
  @Tag("O-Q5")
  void spread_isNeverEarly_lateByLessThanOneWindow_andOnTheOwnersGrid() {
    SplittableRandom random = new SplittableRandom(SEED);
    long window = QosClass.IDLE.windowNanos();
    for (int i = 0; i < 50_000; i++) {
      long d = deadline(random);
      long owner = random.nextLong();
      WakeTime wake = Coalescing.roundUpSpread(d, QosClass.IDLE, owner);
      long phase = Coalescing.phaseNanos(QosClass.IDLE, owner);

      assertThat(phase).isBetween(0L, window - 1);
      if (wake.isValid()) {
        assertThat(wake.nanos() - d).as("seed %d, %d", SEED, d).isBetween(0L, window - 1);
        assertThat(wake.nanos() % window).as("seed %d, %d", SEED, d).isEqualTo(phase);
      } else {
        assertThat(d).as("seed %d", SEED).isGreaterThan(Long.MAX_VALUE - window);
      }
    }
  }

  @Test
  @Tag("O-Q5")
  void spread_usesEveryPhase_evenlyForNeighbouringOwners() {
    int[] owners = new int[Coalescing.IDLE_PHASES];
    for (int owner = 0; owner < 8_000; owner++) {
      long phase = Coalescing.phaseNanos(QosClass.IDLE, owner);
      assertThat(phase % QosClass.INTERACTIVE.windowNanos()).isZero();
      owners[(int) (phase / 1_000_000)]++;
    }

    for (int count : owners) {
      assertThat(count).isBetween(800, 1_200);
    }
  }

  @Test
  @Tag("O-Q5")
  void spread_leavesEveryOtherClassAsItIs() {
    Set<Long> wakes = new HashSet<>();
    for (int owner = 0; owner < 100; owner++) {
      wakes.add(Coalescing.roundUpSpread(8_000_001, QosClass.NORMAL, owner).nanos());
    }

    assertThat(wakes).containsExactly(12_000_000L);
  }

  @Test
  @Tag("Q-33")
  void powerMode_widensWindows_andExemptsPerfBurst() {
    assertThat(PowerMode.PERFORMANCE.hintNanos()).isZero();
    assertThat(PowerMode.BALANCED.hintNanos()).isEqualTo(20_000_000);
    assertThat(PowerMode.FRUGAL.hintNanos()).isEqualTo(50_000_000);
    for (PowerMode mode : PowerMode.values()) {
      assertThat(mode.windowNanos(QosClass.PERF_BURST)).isZero();
      for (QosClass qos : QosClass.values()) {
        assertThat(mode.windowNanos(qos)).isGreaterThanOrEqualTo(qos.windowNanos());
      }
    }
    long frugal = PowerMode.FRUGAL.windowNanos(QosClass.NORMAL);
    assertThat(Coalescing.roundUp(8_000_001, frugal).nanos()).isEqualTo(50_000_000);
  }
}
