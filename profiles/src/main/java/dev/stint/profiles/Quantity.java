package dev.stint.profiles;

import dev.stint.ledger.Unit;

/** Amounts as text. */
public final class Quantity {
  private Quantity() {}

  /** An amount in the given unit. */
  public static long parse(String text, Unit unit) throws QuantityException {
    throw new QuantityException("STINT-P010", "later " + text + unit);
  }

  /** An amount of bytes, such as {@code 64Mi}. */
  public static long parseBytes(String text) throws QuantityException {
    return parse(text, Unit.BYTES);
  }

  /** A count, such as {@code 200} or {@code 5k}. */
  public static long parseCount(String text) throws QuantityException {
    return parse(text, Unit.COUNT);
  }

  /** A duration in nanoseconds, such as {@code 250ms}, {@code 2s} or {@code 1m}. */
  public static long parseDurationNanos(String text) throws QuantityException {
    throw new QuantityException("STINT-P010", "later " + text);
  }

  /** The canonical text of an amount; it parses back to the same number. */
  public static String format(long amount, Unit unit) {
    return unit.format(amount);
  }

  /** The canonical text of a duration. */
  public static String formatDuration(long nanos) {
    return nanos + "ns";
  }
}
