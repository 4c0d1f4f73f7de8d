package dev.stint.profiles.explain;

import dev.stint.ledger.Limit;
import java.math.BigDecimal;
import java.math.MathContext;

/** Compares what two limits of one resource admit. */
public final class Tightness {
  private Tightness() {}

  /** Whether the first admits less than the second, at once or in the long run. */
  public static boolean admitsLess(Limit first, Limit second) {
    return atOnce(first, second) < 0 || inTheLongRun(first, second) < 0;
  }

  /** Compares what they admit at one instant: hard and burst. */
  public static int atOnce(Limit first, Limit second) {
    return room(first).compareTo(room(second));
  }

  /**
   * Compares what they admit for ever: the rate, which of a total is nothing, or the amount where
   * neither has a window.
   */
  public static int inTheLongRun(Limit first, Limit second) {
    if (first.windowNanos() == 0 && second.windowNanos() == 0) {
      return Long.compare(first.hard(), second.hard());
    }
    return rate(first).compareTo(rate(second));
  }

  /** How much more the second admits; the rate where both have one. */
  public static double factor(Limit first, Limit second) {
    boolean rates = first.windowNanos() > 0 && second.windowNanos() > 0;
    double from = rates ? rate(first).doubleValue() : first.hard();
    double to = rates ? rate(second).doubleValue() : second.hard();
    return to / from;
  }

  private static BigDecimal room(Limit limit) {
    return BigDecimal.valueOf(limit.hard()).add(BigDecimal.valueOf(limit.burst()));
  }

  private static BigDecimal rate(Limit limit) {
    return limit.windowNanos() == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(limit.hard())
            .divide(BigDecimal.valueOf(limit.windowNanos()), MathContext.DECIMAL128);
  }
}
