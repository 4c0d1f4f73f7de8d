package dev.stint.status;

import dev.stint.ledger.Unit;

/**
 * Amounts for people: at most three digits and a suffix, rounded down, so that use never reads as
 * more than it is. The exact number always stands beside it or in the JSON.
 */
final class Human {
  private static final String[] BINARY = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
  private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};
  private static final String[] MICROS = {"us", "ms", "s"};

  private Human() {}

  /** The amount with its suffix, such as {@code 7.99Mi}, {@code 1500}, {@code 2.5s}. */
  static String text(Unit unit, long amount) {
    return switch (unit) {
      case COUNT -> Long.toString(amount);
      case BYTES -> scaled(amount, BINARY, 1024);
      case INSTRUCTIONS -> scaled(amount, DECIMAL, 1000);
      case MICROSECONDS -> scaled(amount, MICROS, 1000);
    };
  }

  /** How much of the limit is used, such as {@code 97%}; {@code -} without one. */
  static String percent(long used, long hard) {
    if (hard <= 0) {
      return "-";
    }
    return (long) Math.floor(100.0 * used / hard) + "%";
  }

  private static String scaled(long amount, String[] suffixes, long base) {
    if (amount == 0) {
      return "0";
    }
    int step = 0;
    long unit = 1;
    while (step < suffixes.length - 1 && beyond(amount / unit, base)) {
      unit *= base;
      step++;
    }
    return digits(amount / unit, amount % unit, unit) + suffixes[step];
  }

  /** Without {@code abs}, which the smallest number does not have. */
  private static boolean beyond(long amount, long base) {
    return amount >= base || amount <= -base;
  }

  private static String digits(long whole, long rest, long unit) {
    if (rest == 0 || whole >= 100 || whole < 0) {
      return Long.toString(whole);
    }
    int places = whole >= 10 ? 10 : 100;
    long fraction = Math.min(places - 1, (long) ((double) rest / unit * places));
    if (fraction == 0) {
      return Long.toString(whole);
    }
    String text = Long.toString(places + fraction).substring(1);
    return whole + "." + (text.endsWith("0") ? text.substring(0, text.length() - 1) : text);
  }
}
