package dev.stint.profiles;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Limit;
import dev.stint.profiles.Quantity.Rate;
import java.util.ArrayList;
import java.util.List;

/** Prints one limit as the value of its field: an amount, a rate, or the long form. */
final class LimitPrinter {
  private LimitPrinter() {}

  static String print(LimitField field, Limit limit) {
    boolean plain =
        limit.soft() == Limit.NO_SOFT
            && limit.burst() == 0
            && limit.admission() != Admission.WAITING;
    if (!plain) {
      return longForm(field, limit);
    }
    if (limit.windowNanos() == 0) {
      return amount(field, limit.hard());
    }
    return Quantity.formatRate(new Rate(limit.hard(), limit.windowNanos()), field.unit());
  }

  private static String longForm(LimitField field, Limit limit) {
    List<String> parts = new ArrayList<>();
    parts.add("hard: " + amount(field, limit.hard()));
    if (limit.soft() != Limit.NO_SOFT) {
      parts.add("soft: " + amount(field, limit.soft()));
    }
    if (limit.windowNanos() > 0) {
      parts.add("window: " + Quantity.formatDuration(limit.windowNanos()));
    }
    if (limit.burst() > 0) {
      parts.add("burst: " + amount(field, limit.burst()));
    }
    if (limit.admission() == Admission.WAITING) {
      parts.add("overrun: delay");
      parts.add("maxWait: " + Quantity.formatDuration(limit.maxWaitNanos()));
    }
    return "{" + String.join(", ", parts) + "}";
  }

  private static String amount(LimitField field, long amount) {
    return Quantity.format(amount / field.scale(), field.unit());
  }
}
