package dev.stint.report;

import jdk.jfr.consumer.RecordedEvent;

/** Reads fields of events whose types a hostile file may have defined otherwise. */
final class Values {
  private static final int LONGEST = 512;

  private Values() {}

  /** The text, cut; {@code -} when there is none. */
  static String text(RecordedEvent event, String field) {
    Object value = event.hasField(field) ? event.getValue(field) : null;
    if (!(value instanceof String text) || text.isEmpty()) {
      return "-";
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /** The whole number; 0 when there is none. */
  static long number(RecordedEvent event, String field) {
    Object value = event.hasField(field) ? event.getValue(field) : null;
    return value instanceof Number number ? number.longValue() : 0;
  }

  /** The sum, at most the largest number there is. */
  static long sum(long a, long b) {
    long sum = a + b;
    boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
    return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }
}
