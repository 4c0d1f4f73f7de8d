package dev.stint.profiles;

import dev.stint.profiles.internal.YamlNode;
import dev.stint.profiles.internal.YamlNode.Field;
import java.util.regex.Pattern;

/** Reads the lengths of windows and waits, within the bounds that a ledger can keep. */
final class WindowField {
  /** Shorter ones would be one slot of the ledger's clock. */
  static final long SHORTEST_NANOS = 1_000_000L;

  /** 366 days. */
  static final long LONGEST_NANOS = 366L * 24 * 3_600 * 1_000_000_000L;

  /** One hour: a charge that waits longer holds its thread for nothing. */
  static final long LONGEST_WAIT_NANOS = 3_600_000_000_000L;

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private WindowField() {}

  static long duration(Findings findings, Field field) throws ProfileException {
    long nanos = nanos(findings, field, Shapes.text(findings, field));
    check(findings, field.value(), field.name(), nanos);
    return nanos;
  }

  /** A field named for microseconds: a plain number counts in them. */
  static long micros(Findings findings, Field field) throws ProfileException {
    String text = Shapes.text(findings, field);
    boolean plain = DIGITS.matcher(text).matches();
    long nanos = nanos(findings, field, plain ? text + "us" : text);
    check(findings, field.value(), field.name(), nanos);
    return nanos;
  }

  static long wait(Findings findings, Field field) throws ProfileException {
    long nanos = nanos(findings, field, Shapes.text(findings, field));
    if (nanos == 0 || nanos > LONGEST_WAIT_NANOS) {
      throw outside(findings, field.value(), field.name(), nanos, "1ns", LONGEST_WAIT_NANOS);
    }
    return nanos;
  }

  static void check(Findings findings, YamlNode at, String field, long nanos)
      throws ProfileException {
    if (nanos < SHORTEST_NANOS || nanos > LONGEST_NANOS) {
      throw outside(findings, at, field, nanos, "1ms", LONGEST_NANOS);
    }
  }

  private static long nanos(Findings findings, Field field, String text) throws ProfileException {
    try {
      return Quantity.parseDurationNanos(text);
    } catch (QuantityException e) {
      throw findings.error(field.value(), field.name(), e);
    }
  }

  private static ProfileException outside(
      Findings findings, YamlNode at, String field, long nanos, String shortest, long longest) {
    return findings.error(
        at,
        Codes.OUT_OF_RANGE,
        "field ["
            + field
            + "], duration ["
            + Quantity.formatDuration(nanos)
            + "] must lie between ["
            + shortest
            + "] and ["
            + Quantity.formatDuration(longest)
            + "]");
  }
}
