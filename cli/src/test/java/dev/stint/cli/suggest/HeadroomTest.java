package dev.stint.cli.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Resource;
import dev.stint.ledger.Unit;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadroomTest {
  @ParameterizedTest
  @CsvSource({
    "threads, 1.3, 9, 12",
    "threads, 1, 9, 9",
    "threads, 1.3, 90, 120",
    "threads, 1.3, 777, 1100",
    "threads, 2, 0, 0",
    "linear.memory, 1, 9, 9",
    "linear.memory, 1.3, 3456789, 4400Ki",
    "linear.memory, 1, 10485760, 10Mi",
    "linear.memory, 1, 10485761, 11Mi",
    "linear.memory, 1, 1000000000, 960Mi",
    "linear.memory, 1, 950000000, 910Mi",
    "fuel, 1.3, 12345678, 17M",
    "log.bytes, 1, 10241, 11Ki",
    "cpu.time, 1, 1234567, 1300ms",
    "direct.memory, 1, 1, 64Ki",
  })
  void amounts_areRaisedAndRoundedUp(String label, String factor, long need, String expected) {
    Resource resource = Objects.requireNonNull(Resource.byLabel(label));

    long limit = of(factor).above(need, need, resource);

    assertThat(resource.unit().format(limit)).isEqualTo(expected);
  }

  @Test
  void floor_isNotGoneBelow() {
    assertThat(of("1.3").above(10, 64, Resource.FUEL)).isEqualTo(64);
    assertThat(of("1.3").above(100, 64, Resource.FUEL)).isEqualTo(130);
  }

  @Test
  void amountBeyondWhatALimitCanBe_isNone() {
    assertThat(of("1.3").above(Long.MAX_VALUE, Long.MAX_VALUE, Resource.FUEL)).isEqualTo(-1);
    assertThat(of("1").above(1L << 62, 0, Resource.LINEAR_MEMORY)).isEqualTo(1L << 62);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.9", "100.1", "-1", "1e3", "1.0000", "one", "1,3", "NaN", " 2"})
  void text_thatIsNoFactor_isNone(String text) {
    assertThat(Headroom.parse(text)).isNull();
  }

  @Test
  void limit_liesWithinATenthAboveWhatIsAskedFor_whateverTheAmount() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 5_000; i++) {
      long need = random.nextLong(1L << random.nextInt(1, 61));
      for (Unit unit : Unit.values()) {
        Resource resource = sample(unit);
        long limit = of("1").above(need, 0, resource);
        assertThat(limit).as("need %d %s", need, unit).isBetween(need, need + need / 10 + 1);
      }
    }
  }

  private static Resource sample(Unit unit) {
    return switch (unit) {
      case COUNT -> Resource.THREADS;
      case BYTES -> Resource.LINEAR_MEMORY;
      case INSTRUCTIONS -> Resource.FUEL;
      case MICROSECONDS -> Resource.CPU_TIME;
    };
  }

  private static Headroom of(String factor) {
    return Objects.requireNonNull(Headroom.parse(factor));
  }
}
