package dev.stint.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanTest {
  @ParameterizedTest
  @CsvSource({
    "BYTES, 0, 0",
    "BYTES, 1023, 1023",
    "BYTES, 1536, 1.5Ki",
    "BYTES, 8386560, 7.99Mi",
    "BYTES, 8388607, 7.99Mi",
    "BYTES, 8388608, 8Mi",
    "BYTES, 1048575, 1023Ki",
    "BYTES, 9223372036854775807, 7.99Ei",
    "BYTES, -9223372036854775808, -8Ei",
    "COUNT, 1234567, 1234567",
    "INSTRUCTIONS, 12345678, 12.3M",
    "MICROSECONDS, 2500, 2.5ms",
    "MICROSECONDS, 90000000, 90s"
  })
  void text_roundsDownToThreeDigits(Unit unit, long amount, String expected) {
    assertThat(Human.text(unit, amount)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 75%", "999, 1000, 99%", "6, 4, 150%", "1, 0, -", "0, 4, 0%"})
  void percent_neverRoundsUp(long used, long hard, String expected) {
    assertThat(Human.percent(used, hard)).isEqualTo(expected);
  }
}
