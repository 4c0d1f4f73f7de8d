package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole message for limits that cannot be read; each stands in line 4 from column 3 on. */
class BadLimitTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "-1; amount [-1] stands for no limit, leave the field out to inherit instead (STINT-P014)",
        "-5; amount [-5] is negative (STINT-P013)",
        ".inf; amount [.inf] stands for no limit, leave the field out to inherit instead"
            + " (STINT-P014)",
        "9223372036854775808; amount [9223372036854775808] is above the largest,"
            + " [9223372036854775806] (STINT-P012)",
        "10E; amount [10E] is above the largest, [9223372036854775806] (STINT-P012)",
        "64Ki; amount [64Ki] has the unit [Ki], the units of a count are [k M G T P E]"
            + " (STINT-P011)",
        "1.5; amount [1.5] does not come out whole (STINT-P010)",
        "0x10; amount [0x10] is not a number with a unit, such as [200] (STINT-P010)",
        "\u0663; amount [?] is not a number with a unit, such as [200] (STINT-P010)",
        "4/s; rate [4/s], what is held has no rate (STINT-P011)",
      })
  void amount_thatIsNone_isRefused(String value, String message) {
    assertThat(Yaml.limitRefusal("threadLimit: " + value))
        .isEqualTo("p.yaml:4:16: field [threadLimit], " + message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "threadLimit:; 3: field [threadLimit] is an amount or a map with [hard], found nothing"
            + " (STINT-P007)",
        "threadLimit: [4]; 16: field [threadLimit] is an amount or a map with [hard], found a list"
            + " (STINT-P007)",
        "threadLimit: {}; 16: field [threadLimit] has no [hard], the amount that denies"
            + " (STINT-P015)",
        "threadLimit: {hard: 4, hard: 5}; 26: duplicate field [hard], it is first in line [4]"
            + " (STINT-P006)",
        "threadLimit: {hard: 4, soft: 5}; 32: field [threadLimit] has soft [5] above hard [4]"
            + " (STINT-P015)",
        "threadLimit: {hard: 4, window: 1s}; 26: field [threadLimit] has no window, only a field"
            + " per window has one (STINT-P015)",
        "threadLimit: {hard: 4, burst: 1}; 26: field [threadLimit] has no burst, only a field per"
            + " window has one (STINT-P015)",
        "threadLimit: {hard: 4, brust: 1}; 26: unknown field [brust], did you mean [burst]?"
            + " (STINT-P002)",
        "threadLimit: {hard: 4, zzz: 1}; 26: unknown field [zzz], a limit has [hard, soft, window,"
            + " burst, overrun, maxWait] (STINT-P002)",
        "threadLimit: {hard: 4, overrun: block}; 35: field [threadLimit] has overrun [block], use"
            + " [deny] or [delay] (STINT-P015)",
        "threadLimit: {hard: 4, overrun: delay}; 16: field [threadLimit] has [overrun: delay] but"
            + " no [maxWait] (STINT-P015)",
        "threadLimit: {hard: 4, maxWait: 1s}; 26: field [threadLimit] has [maxWait] but not"
            + " [overrun: delay] (STINT-P015)",
        "threadLimit: {hard: 4, overrun: delay, maxWait: 2h}; 51: field [maxWait], duration [2h]"
            + " must lie between [1ns] and [1h] (STINT-P012)",
        "frameGrantLimitPages: 1Mi; 25: field [frameGrantLimitPages], amount [1Mi] has the unit"
            + " [Mi], the units of a count are [k M G T P E] (STINT-P011)",
        "frameGrantLimitPages: 1E; 25: field [frameGrantLimitPages], amount [1E] of pages is too"
            + " large (STINT-P012)",
        "frameGrantLimitPages: {hard: 4, soft: 8}; 41: field [frameGrantLimitPages] has soft [8]"
            + " above hard [4] (STINT-P015)",
        "launcherProfile: a b; 20: field [launcherProfile], name [a b] must be 1 to 64 characters"
            + " of [A-Za-z0-9._-] (STINT-P018)",
      })
  void limit_ofAStock_isRefused(String line, String message) {
    assertThat(Yaml.limitRefusal(line)).isEqualTo("p.yaml:4:" + message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "netInBytesPerWindow: 64MB; 24: field [netInBytesPerWindow], amount [64MB] has the unit"
            + " [MB], the units of bytes are [Ki Mi Gi Ti Pi Ei k M G T P E] (STINT-P011)",
        "netInBytesPerWindow: 1/week; 24: field [netInBytesPerWindow], duration [1week] has the"
            + " unit [week], the units of a duration are [ns us ms s m min h] (STINT-P011)",
        "netInBytesPerWindow: 1/1us; 24: field [netInBytesPerWindow], duration [1us] must lie"
            + " between [1ms] and [8784h] (STINT-P012)",
        "netInBytesPerWindow: 1/0s; 24: field [netInBytesPerWindow], rate [1/0s] has a window of"
            + " nothing (STINT-P012)",
        "netInBytesPerWindow: {hard: 1Mi/s}; 31: field [netInBytesPerWindow], amount [1Mi/s] is not"
            + " a number with a unit, such as [64Mi] (STINT-P010)",
        "netInBytesPerWindow: {hard: 7Ei, burst: 2Ei}; 43: field [netInBytesPerWindow], hard and"
            + " burst together are above the largest amount (STINT-P012)",
        "fuelTotal: 1M/s; 14: field [fuelTotal], rate [1M/s], a total has no window (STINT-P011)",
        "fuelTotal: {hard: 1M, window: 1s}; 25: field [fuelTotal] has no window, only a field per"
            + " window has one (STINT-P015)",
        "fuelPerWindow: 1M|  fuelTotal: 1M; 5:3: field [fuelTotal] limits fuel a second time after"
            + " [fuelPerWindow], a ledger has one limit (STINT-P015)",
        "cpuBudgetUsTotal: 500m; 21: field [cpuBudgetUsTotal], amount [500m] has the unit [m], the"
            + " units of microseconds are [us ms s min h] (STINT-P011)",
        "cpuWindowUs: 100000; 3: field [cpuWindowUs] limits nothing without [cpuBudgetUsPerWindow]"
            + " (STINT-P015)",
        "cpuWindowUs: 5; 16: field [cpuWindowUs], duration [5us] must lie between [1ms] and [8784h]"
            + " (STINT-P012)",
        "logWindow: 5; 14: field [logWindow], duration [5] has no unit, write for example [5ms]"
            + " (STINT-P011)",
        "cpuWindowUs: 100000|  cpuBudgetUsPerWindow: 1s/s; 5:25: field [cpuBudgetUsPerWindow] has"
            + " its window twice, here and in [cpuWindowUs] (STINT-P015)",
        "cpuWindowUs: 100000|  cpuBudgetUsPerWindow: {hard: 1, window: 1s}; 5:35: field"
            + " [cpuBudgetUsPerWindow] has its window twice, here and in [cpuWindowUs]"
            + " (STINT-P015)",
        "logQuotaBytesTotal: 5|  logWindow: 5s; 5:3: field [logWindow] limits nothing without"
            + " [logQuotaBytesPerWindow] (STINT-P015)",
      })
  void limit_ofAFlow_isRefused(String lines, String message) {
    String place = message.matches("5:\\d+: .*") ? "p.yaml:" : "p.yaml:4:";

    assertThat(Yaml.limitRefusal(lines.replace('|', '\n'))).isEqualTo(place + message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "heep.allocated, heapAllocatedBytesPerWindow",
    "heap.allocated, heapAllocatedBytesPerWindow",
    "heapAllocated, heapAllocatedBytesPerWindow",
    "threads, threadLimit",
    "thread_limit, threadLimit",
    "theradLimit, threadLimit",
    "FuelTotals, fuelTotal",
    "launcherprofile, launcherProfile",
  })
  void field_thatIsMisspelt_namesTheOneThatIsMeant(String field, String meant) {
    assertThat(Yaml.limitRefusal(field + ": 5"))
        .isEqualTo(
            "p.yaml:4:3: unknown field ["
                + field
                + "], did you mean ["
                + meant
                + "]? (STINT-P002)");
  }
}
