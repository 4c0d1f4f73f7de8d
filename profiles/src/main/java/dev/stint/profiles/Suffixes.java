package dev.stint.profiles;

import dev.stint.ledger.Unit;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The unit suffixes of amounts and durations, with what each stands for. */
final class Suffixes {
  private static final Map<String, BigDecimal> BINARY =
      powers(1024, "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final Map<String, BigDecimal> DECIMAL = powers(1000, "k", "M", "G", "T", "P", "E");
  private static final Map<String, BigDecimal> BYTES = both();

  /** Of durations, in nanoseconds; the canonical ones are the last of equal length. */
  static final Map<String, BigDecimal> TIME = time();

  private static final Map<String, BigDecimal> CPU = cpu();

  private Suffixes() {}

  /** The suffixes that an amount of that unit may have. */
  static Map<String, BigDecimal> of(Unit unit) {
    return switch (unit) {
      case BYTES -> BYTES;
      case COUNT, INSTRUCTIONS -> DECIMAL;
      case MICROSECONDS -> CPU;
    };
  }

  private static Map<String, BigDecimal> powers(long base, String... names) {
    Map<String, BigDecimal> powers = new LinkedHashMap<>();
    BigDecimal value = BigDecimal.ONE;
    for (String name : names) {
      value = value.multiply(BigDecimal.valueOf(base));
      powers.put(name, value);
    }
    return powers;
  }

  private static Map<String, BigDecimal> both() {
    Map<String, BigDecimal> all = new LinkedHashMap<>(BINARY);
    all.putAll(DECIMAL);
    return all;
  }

  private static Map<String, BigDecimal> time() {
    Map<String, BigDecimal> nanos = new LinkedHashMap<>();
    nanos.put("ns", BigDecimal.ONE);
    nanos.put("us", BigDecimal.valueOf(1_000L));
    nanos.put("ms", BigDecimal.valueOf(1_000_000L));
    nanos.put("s", BigDecimal.valueOf(1_000_000_000L));
    nanos.put("m", BigDecimal.valueOf(60_000_000_000L));
    nanos.put("min", BigDecimal.valueOf(60_000_000_000L));
    nanos.put("h", BigDecimal.valueOf(3_600_000_000_000L));
    return nanos;
  }

  /** In microseconds. Without {@code m}, which for CPU time is a thousandth of a processor. */
  private static Map<String, BigDecimal> cpu() {
    Map<String, BigDecimal> micros = new LinkedHashMap<>();
    micros.put("us", BigDecimal.ONE);
    micros.put("ms", BigDecimal.valueOf(1_000L));
    micros.put("s", BigDecimal.valueOf(1_000_000L));
    micros.put("min", BigDecimal.valueOf(60_000_000L));
    micros.put("h", BigDecimal.valueOf(3_600_000_000L));
    return micros;
  }
}
