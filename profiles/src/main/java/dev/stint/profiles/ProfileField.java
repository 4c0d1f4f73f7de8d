package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * One field of a map of limits, for tables and for the published schema.
 *
 * @param name as it is written in a profile
 * @param unit of a plain number in it; {@code frameGrantLimitPages} counts pages
 * @param companion the field that may state its window instead, or null
 * @param ofNetwork whether a network profile may have it too
 */
public record ProfileField(
    String name,
    Resource resource,
    Form form,
    Unit unit,
    @Nullable String companion,
    boolean ofNetwork) {
  /** How a field limits its resource. */
  public enum Form {
    /** What is held at a time. */
    STOCK,
    /** What is spent per window. */
    WINDOW,
    /** What is spent in a life. */
    TOTAL
  }

  /** All of them, in the order of the catalogue; the total of a flow follows its window. */
  public static List<ProfileField> all() {
    List<ProfileField> all = new ArrayList<>();
    for (LimitField field : LimitField.fields()) {
      Form form = Form.valueOf(field.form().name());
      all.add(
          new ProfileField(
              field.name(),
              field.resource(),
              form,
              field.unit(),
              form == Form.WINDOW ? LimitField.companionOf(field.resource()) : null,
              LimitField.isOfNetwork(field.name())));
    }
    return List.copyOf(all);
  }
}
