package dev.stint.profiles;

import dev.stint.ledger.Unit;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Amounts, rates and durations as text, in the form that Kubernetes made common.
 *
 * <p>Bytes take {@code Ki Mi Gi Ti Pi Ei} and {@code k M G T P E}, counts and instructions only the
 * latter, CPU time {@code us ms s min h} and {@code m} for a thousandth of a processor. Exponents
 * ({@code 12e6}) and fractions that come out whole ({@code 1.5Gi}) are fine. There is no text for
 * <em>unlimited</em>. All arithmetic is checked; what is printed parses back to the same number.
 */
public final class Quantity {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final BigDecimal MILLI_TIMES_MICRO = BigDecimal.valueOf(1_000_000L);

  private Quantity() {}

  /**
   * An amount per window.
   *
   * @param amount in the unit of the resource
   */
  public record Rate(long amount, long windowNanos) {}

  /** An amount in the given unit; a share of a processor ({@code 500m}) is taken for a second. */
  public static long parse(String text, Unit unit) throws QuantityException {
    return parse(text, unit, SECOND_NANOS);
  }

  /** An amount of bytes, such as {@code 64Mi}. */
  public static long parseBytes(String text) throws QuantityException {
    return parse(text, Unit.BYTES);
  }

  /** A count, such as {@code 200} or {@code 5k}. */
  public static long parseCount(String text) throws QuantityException {
    return parse(text, Unit.COUNT);
  }

  /** An amount; a share of a processor counts for that window, and not at all when it is 0. */
  static long parse(String text, Unit unit, long windowNanos) throws QuantityException {
    NumberText number = NumberText.of("amount", text, example(unit));
    Map<String, BigDecimal> suffixes = Suffixes.of(unit);
    if (number.suffix().isEmpty()) {
      return number.times(BigDecimal.ONE);
    }
    BigDecimal factor = suffixes.get(number.suffix());
    if (factor == null && isShare(number, unit) && windowNanos > 0) {
      factor = BigDecimal.valueOf(windowNanos).divide(MILLI_TIMES_MICRO);
    }
    if (factor == null) {
      throw wrongUnit(number, words(unit), suffixes);
    }
    return number.times(factor);
  }

  private static boolean isShare(NumberText number, Unit unit) {
    return unit == Unit.MICROSECONDS && number.suffix().equals("m");
  }

  /** A duration in nanoseconds, such as {@code 250ms}, {@code 2s} or {@code 1m}. */
  public static long parseDurationNanos(String text) throws QuantityException {
    NumberText number = NumberText.of("duration", text, "250ms");
    BigDecimal factor = Suffixes.TIME.get(number.suffix());
    if (factor == null && number.suffix().isEmpty()) {
      throw number.fault(Codes.WRONG_UNIT, "has no unit, write for example [" + text + "ms]");
    }
    if (factor == null) {
      throw wrongUnit(number, "a duration", Suffixes.TIME);
    }
    return number.times(factor);
  }

  /** An amount per window, such as {@code 10Mi/s}, {@code 100/min} or {@code 5/500ms}. */
  public static Rate parseRate(String text, Unit unit) throws QuantityException {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new QuantityException(
          Codes.NOT_AN_AMOUNT,
          "rate ["
              + Shown.value(text)
              + "] has no window, write for example ["
              + example(unit)
              + "/s]");
    }
    String window = text.substring(slash + 1);
    boolean bare = !window.isEmpty() && Character.isLetter(window.charAt(0));
    long windowNanos = parseDurationNanos(bare ? "1" + window : window);
    if (windowNanos == 0) {
      throw new QuantityException(
          Codes.OUT_OF_RANGE, "rate [" + Shown.value(text) + "] has a window of nothing");
    }
    return new Rate(parse(text.substring(0, slash), unit, windowNanos), windowNanos);
  }

  private static QuantityException wrongUnit(
      NumberText number, String unit, Map<String, BigDecimal> suffixes) {
    return number.fault(
        Codes.WRONG_UNIT,
        "has the unit ["
            + number.suffix()
            + "], the units of "
            + unit
            + " are ["
            + String.join(" ", suffixes.keySet())
            + "]");
  }

  private static String words(Unit unit) {
    return switch (unit) {
      case BYTES -> "bytes";
      case COUNT -> "a count";
      case INSTRUCTIONS -> "instructions";
      case MICROSECONDS -> "microseconds";
    };
  }

  private static String example(Unit unit) {
    return switch (unit) {
      case BYTES -> "64Mi";
      case COUNT -> "200";
      case INSTRUCTIONS -> "50M";
      case MICROSECONDS -> "250ms";
    };
  }

  /** The canonical text of an amount; it parses back to the same number. */
  public static String format(long amount, Unit unit) {
    return unit.format(amount);
  }

  /** The canonical text of a duration: the largest unit that leaves no fraction. */
  public static String formatDuration(long nanos) {
    String best = "ns";
    long size = 1;
    for (Map.Entry<String, BigDecimal> unit : Suffixes.TIME.entrySet()) {
      long candidate = unit.getValue().longValueExact();
      if (nanos != 0 && nanos % candidate == 0) {
        best = unit.getKey();
        size = candidate;
      }
    }
    return nanos / size + best;
  }

  /** The canonical text of a rate, such as {@code 10Mi/s} or {@code 8Mi/2s}. */
  public static String formatRate(Rate rate, Unit unit) {
    String window = formatDuration(rate.windowNanos());
    boolean one = window.charAt(0) == '1' && Character.isLetter(window.charAt(1));
    return format(rate.amount(), unit) + "/" + (one ? window.substring(1) : window);
  }
}
