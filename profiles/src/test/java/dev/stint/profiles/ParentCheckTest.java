package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParentCheckTest {
  /** Windows in seconds; 0 is a stock or a total. */
  @ParameterizedTest
  @CsvSource({
    "5, 0, 5, 0, false",
    "6, 0, 5, 0, true",
    "6, 1, 5, 1, true",
    "6, 1, 5, 60, true",
    "100, 60, 5, 1, false",
    "300, 60, 5, 1, false",
    "301, 60, 5, 1, true",
    "15, 5, 5, 2, false",
    "16, 5, 5, 2, true",
    "6, 1, 5, 0, true",
    "1000000, 0, 5, 1, false",
    "1, 1, 0, 1, true",
  })
  void child_againstItsParent_isAboveWhenItCanNeverSpendThat(
      long child, long childWindow, long parent, long parentWindow, boolean above) {
    assertThat(ParentCheck.isAbove(limit(child, childWindow), limit(parent, parentWindow)))
        .isEqualTo(above);
  }

  @Test
  void product_thatOverflows_isNotAbove() {
    Limit child = limit(Long.MAX_VALUE - 1, 3_600);
    Limit parent = limit(Long.MAX_VALUE / 2, 1);

    assertThat(ParentCheck.isAbove(child, parent)).isFalse();
  }

  private static Limit limit(long hard, long seconds) {
    return Limit.hard(hard).perWindow(seconds * 1_000_000_000L);
  }
}
