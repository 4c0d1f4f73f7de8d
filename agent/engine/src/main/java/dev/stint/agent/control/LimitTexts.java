package dev.stint.agent.control;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Binding;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfilePrinter;

/** Limits as people write them. */
final class LimitTexts {
  private LimitTexts() {}

  /** The value as it stands in a profile, or {@code inherit}; says so when it only observes. */
  static String value(Resource resource, @Nullable Limit limit) {
    if (limit == null) {
      return FieldText.INHERIT;
    }
    boolean field = !resource.profileField().equals("-");
    String value =
        field ? ProfilePrinter.value(resource, limit) : resource.unit().format(limit.hard());
    return limit.admission() == Admission.OBSERVED ? value + " (observed)" : value;
  }

  /** The field that limits that resource; the label where none does. */
  static String field(Resource resource) {
    String field = resource.profileField();
    return field.equals("-") ? resource.label() : field;
  }

  static String amount(Resource resource, long amount) {
    return resource.unit().format(amount);
  }

  /** The profile, version and epoch that put the limit in force, or {@code -}. */
  static String binding(Ledger ledger) {
    Binding binding = ledger.binding();
    return binding == null
        ? "-"
        : binding.profile() + "@" + binding.version() + " epoch " + binding.epoch();
  }
}
