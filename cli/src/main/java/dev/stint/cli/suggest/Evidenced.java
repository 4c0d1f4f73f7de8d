package dev.stint.cli.suggest;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.profiles.Quantity;
import dev.stint.report.Evidence.Spent;
import dev.stint.report.Evidence.Use;
import dev.stint.report.Reading;

/**
 * What the evidence says that a limit must admit.
 *
 * @param need what was used for sure: headroom is added to it
 * @param floor what may have been used at most: the limit is not below it
 * @param windowNanos the window it was used in, 0 for none
 * @param fact the same in words, with amounts
 */
record Evidenced(long need, long floor, long windowNanos, String fact) {

  /**
   * The demand, or null when this use does not tell of one.
   *
   * @param base the limit that the profile in force has, or null
   */
  static @Nullable Evidenced of(Use use, @Nullable Limit base) {
    if (use.resource().kind() == ResourceKind.STOCK) {
      return exact(use.peak(), 0, "peak " + amount(use.resource(), use.peak()));
    }
    long window = windowOf(use, base);
    if (window > 0) {
      String fact = "peak " + amount(use.resource(), use.peak()) + " in ";
      return exact(use.peak(), window, fact + Quantity.formatDuration(window));
    }
    if (window == 0) {
      return exact(use.total(), 0, "total " + amount(use.resource(), use.total()));
    }
    return use.spent() == null ? null : between(use, use.spent());
  }

  private static Evidenced exact(long need, long windowNanos, String fact) {
    return new Evidenced(need, need, windowNanos, fact);
  }

  /** The window of the limit that was in force, 0 for a total, {@link Reading#UNKNOWN}. */
  private static long windowOf(Use use, @Nullable Limit base) {
    boolean limited = use.hard() >= 0;
    if (limited && use.windowNanos() != Reading.UNKNOWN) {
      return use.windowNanos();
    }
    if (base != null && (base.windowNanos() == 0 || limited && use.hard() == base.hard())) {
      return base.windowNanos();
    }
    return Reading.UNKNOWN;
  }

  private static Evidenced between(Use use, Spent spent) {
    String window = Quantity.formatDuration(spent.windowNanos());
    StringBuilder fact = new StringBuilder("spent ");
    fact.append(amount(use.resource(), spent.seen())).append(" in ").append(window);
    if (spent.possible() > spent.seen()) {
      fact.append(", by the readings no more than ");
      fact.append(amount(use.resource(), spent.possible()));
    }
    if (spent.before() > 0) {
      fact.append(", not counting ").append(amount(use.resource(), spent.before()));
      fact.append(" from before");
    }
    return new Evidenced(spent.seen(), spent.possible(), spent.windowNanos(), fact.toString());
  }

  static String amount(Resource resource, long amount) {
    return resource.unit().format(amount);
  }
}
