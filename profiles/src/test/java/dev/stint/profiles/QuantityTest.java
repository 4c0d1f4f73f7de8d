package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Unit;
import dev.stint.profiles.Quantity.Rate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "BYTES, 0, 0",
    "BYTES, 1, 1",
    "BYTES, 64Ki, 65536",
    "BYTES, 8Mi, 8388608",
    "BYTES, 1.5Gi, 1610612736",
    "BYTES, 7Ei, 8070450532247928832",
    "BYTES, 10M, 10000000",
    "BYTES, 12e6, 12000000",
    "BYTES, 12E6, 12000000",
    "BYTES, 5E, 5000000000000000000",
    "BYTES, 25e-1Ki, 2560",
    "BYTES, 010, 10",
    "COUNT, 5k, 5000",
    "COUNT, 0.5k, 500",
    "COUNT, 9223372036854775806, 9223372036854775806",
    "INSTRUCTIONS, 2G, 2000000000",
    "MICROSECONDS, 250, 250",
    "MICROSECONDS, 250ms, 250000",
    "MICROSECONDS, 2s, 2000000",
    "MICROSECONDS, 1min, 60000000",
    "MICROSECONDS, 500m, 500000",
    "MICROSECONDS, 1500m, 1500000",
  })
  void text_ofTheUnit_isTheAmount(Unit unit, String text, long amount) throws Exception {
    assertThat(Quantity.parse(text, unit)).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BYTES | 64MB | amount [64MB] has the unit [MB], the units of bytes are [Ki Mi Gi Ti Pi Ei"
            + " k M G T P E] (STINT-P011)",
        "COUNT | 64Ki | amount [64Ki] has the unit [Ki], the units of a count are [k M G T P E]"
            + " (STINT-P011)",
        "COUNT | 500m | amount [500m] has the unit [m], the units of a count are [k M G T P E]"
            + " (STINT-P011)",
        "MICROSECONDS | 1Mi | amount [1Mi] has the unit [Mi], the units of microseconds are [us ms"
            + " s min h] (STINT-P011)",
        "COUNT | four | amount [four] is not a number with a unit, such as [200] (STINT-P010)",
        "BYTES | '' | amount [] is not a number with a unit, such as [64Mi] (STINT-P010)",
        "BYTES | 1e9999 | amount [1e9999] is not a number with a unit, such as [64Mi] (STINT-P010)",
        "COUNT | 1.5 | amount [1.5] does not come out whole (STINT-P010)",
        "COUNT | 1e-400 | amount [1e-400] does not come out whole (STINT-P010)",
        "BYTES | 8Ei | amount [8Ei] is above the largest, [9223372036854775806] (STINT-P012)",
        "BYTES | 1e999 | amount [1e999] is above the largest, [9223372036854775806] (STINT-P012)",
        "COUNT | 9223372036854775.807k | amount [9223372036854775.807k] is above the largest,"
            + " [9223372036854775806] (STINT-P012)",
        "COUNT | -5 | amount [-5] is negative (STINT-P013)",
        "COUNT | -1 | amount [-1] stands for no limit, leave the field out to inherit instead"
            + " (STINT-P014)",
        "COUNT | Unlimited | amount [Unlimited] stands for no limit, leave the field out to inherit"
            + " instead (STINT-P014)",
        "BYTES | infinity | amount [infinity] stands for no limit, leave the field out to inherit"
            + " instead (STINT-P014)",
        "BYTES | 9223372036854775807 | amount [9223372036854775807] stands for no limit, leave the"
            + " field out to inherit instead (STINT-P014)",
      })
  void text_thatIsNoAmount_isRefusedWithOneLine(Unit unit, String text, String message) {
    assertThatThrownBy(() -> Quantity.parse(text, unit))
        .isInstanceOf(QuantityException.class)
        .hasMessage(message);
  }

  @Test
  void text_thatIsLongAndHostile_isCutInTheMessage() {
    assertThatThrownBy(() -> Quantity.parseBytes("9\n".repeat(100_000)))
        .hasMessage(
            "amount [9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?9?...]"
                + " is not a number with a unit, such as [64Mi] (STINT-P010)");
  }

  @ParameterizedTest
  @CsvSource({
    "250ms, 250000000",
    "2s, 2000000000",
    "1m, 60000000000",
    "1min, 60000000000",
    "1.5h, 5400000000000",
    "7us, 7000",
    "3ns, 3"
  })
  void duration_withAUnit_isNanoseconds(String text, long nanos) throws Exception {
    assertThat(Quantity.parseDurationNanos(text)).isEqualTo(nanos);
  }

  @Test
  void duration_withoutAUnit_isRefused() {
    assertThatThrownBy(() -> Quantity.parseDurationNanos("250"))
        .hasMessage("duration [250] has no unit, write for example [250ms] (STINT-P011)");
  }

  @Test
  void rate_withOrWithoutANumberInItsWindow_isAmountAndWindow() throws Exception {
    assertThat(Quantity.parseRate("10Mi/s", Unit.BYTES))
        .isEqualTo(new Rate(10 << 20, 1_000_000_000L));
    assertThat(Quantity.parseRate("100/min", Unit.COUNT)).isEqualTo(new Rate(100, 60_000_000_000L));
    assertThat(Quantity.parseRate("5/500ms", Unit.COUNT)).isEqualTo(new Rate(5, 500_000_000L));
  }

  @Test
  void rate_ofAProcessor_countsForItsWindow() throws Exception {
    Rate rate = Quantity.parseRate("500m/100ms", Unit.MICROSECONDS);

    assertThat(rate).isEqualTo(new Rate(50_000, 100_000_000L));
  }

  @Test
  void rate_withoutAWindow_isRefused() {
    assertThatThrownBy(() -> Quantity.parseRate("10Mi", Unit.BYTES))
        .hasMessage("rate [10Mi] has no window, write for example [64Mi/s] (STINT-P010)");
    assertThatThrownBy(() -> Quantity.parseRate("10Mi/0s", Unit.BYTES))
        .hasMessage("rate [10Mi/0s] has a window of nothing (STINT-P012)");
  }

  @Test
  void amounts_printedAndParsed_areTheSame() throws Exception {
    long seed = Seeds.next("amounts");
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long amount = Seeds.amount(random);
      for (Unit unit : Unit.values()) {
        String text = Quantity.format(amount, unit);

        assertThat(Quantity.parse(text, unit)).as("%s of seed %d", text, seed).isEqualTo(amount);
        assertThat(Quantity.format(Quantity.parse(text, unit), unit)).isEqualTo(text);
      }
    }
  }

  @Test
  void durationsAndRates_printedAndParsed_areTheSame() throws Exception {
    long seed = Seeds.next("durations");
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      Rate rate = new Rate(Seeds.amount(random), 1 + Seeds.amount(random));
      String text = Quantity.formatRate(rate, Unit.BYTES);
      String duration = Quantity.formatDuration(rate.windowNanos());

      assertThat(Quantity.parseRate(text, Unit.BYTES))
          .as("%s of seed %d", text, seed)
          .isEqualTo(rate);
      assertThat(Quantity.parseDurationNanos(duration)).isEqualTo(rate.windowNanos());
    }
  }
}
