package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitParseTest {
  @Test
  void bytes_withBinaryAndDecimalSuffix_areMultiplied() {
    assertThat(Unit.BYTES.parse("1Mi")).isEqualTo(1 << 20);
    assertThat(Unit.BYTES.parse("1M")).isEqualTo(1_000_000);
    assertThat(Unit.BYTES.parse("7Ei")).isEqualTo(7L << 60);
    assertThat(Unit.BYTES.parse("12")).isEqualTo(12);
  }

  @Test
  void time_isInMicroseconds() {
    assertThat(Unit.MICROSECONDS.parse("2s")).isEqualTo(2_000_000);
    assertThat(Unit.MICROSECONDS.parse("2ms")).isEqualTo(2_000);
    assertThat(Unit.MICROSECONDS.parse("2us")).isEqualTo(2);
  }

  @Test
  void anyAmount_formattedAndParsed_isTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      long amount = random.nextLong() >>> 1 + random.nextInt(62);
      for (Unit unit : Unit.values()) {
        String text = unit.format(amount);
        assertThat(unit.parse(text)).as("seed %d, %s", seed, text).isEqualTo(amount);
      }
    }
  }

  @Test
  void unknownSuffix_isRefusedWithTheOnesThatAreKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Unit.BYTES.parse("12x"))
        .withMessage(
            "amount [12x] must be a whole number below 2^63, with a suffix of"
                + " [Ei, Pi, Ti, Gi, Mi, Ki] or none (STINT-N002)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Unit.COUNT.parse("-1"))
        .withMessage("amount [-1] must be a whole number below 2^63 (STINT-N002)");
  }

  @Test
  void tooLargeOrEmpty_isRefused() {
    for (String text : new String[] {"", "Mi", "8Ei", "9223372036854775808", "1 Mi", "1.5Mi"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Unit.BYTES.parse(text));
    }
  }
}
