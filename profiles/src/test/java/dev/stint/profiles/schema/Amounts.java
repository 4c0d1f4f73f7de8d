package dev.stint.profiles.schema;

import static dev.stint.profiles.schema.Json.list;
import static dev.stint.profiles.schema.Json.map;
import static dev.stint.profiles.schema.Json.object;
import static dev.stint.profiles.schema.Json.ref;

import dev.stint.ledger.Unit;
import dev.stint.profiles.ProfileField.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The definitions of amounts, rates, durations and limits. */
final class Amounts {
  private static final String NUMBER = "\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?";
  private static final String TIME = "(ns|us|ms|s|m|min|h)";
  private static final String DELAY = "delay";

  private Amounts() {}

  /** The name of the definition of limits of that form and unit. */
  static String limit(Form form, Unit unit) {
    return lower(form) + "Of" + capital(unit);
  }

  static void define(Map<String, Object> definitions) {
    definitions.put(
        "duration",
        map(
            "description",
            "such as 250ms, 2s, 5m",
            "type",
            "string",
            "pattern",
            "^" + NUMBER + TIME + "$"));
    for (Unit unit : Unit.values()) {
      definitions.put(amount(unit), amountOf(unit));
      definitions.put("rateOf" + capital(unit), rate(unit));
      for (Form form : Form.values()) {
        definitions.put(limit(form, unit), limitOf(form, unit));
      }
    }
  }

  /** The name of the definition of amounts of that unit. */
  static String amount(Unit unit) {
    return "amountOf" + capital(unit);
  }

  private static Map<String, Object> amountOf(Unit unit) {
    return map(
        "description",
        "an amount of " + lower(unit) + ", such as " + example(unit),
        "type",
        list("integer", "string"),
        "minimum",
        0,
        "pattern",
        "^" + NUMBER + suffixes(unit, false) + "?$");
  }

  private static Map<String, Object> rate(Unit unit) {
    return map(
        "description",
        "an amount per window, such as " + example(unit) + "/s",
        "type",
        "string",
        "pattern",
        "^" + NUMBER + suffixes(unit, true) + "?/(" + NUMBER + ")?" + TIME + "$");
  }

  private static String suffixes(Unit unit, boolean isRate) {
    return switch (unit) {
      case BYTES -> "(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)";
      case COUNT, INSTRUCTIONS -> "(k|M|G|T|P|E)";
      case MICROSECONDS -> isRate ? "(us|ms|s|m|min|h)" : "(us|ms|s|min|h)";
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

  private static Map<String, Object> limitOf(Form form, Unit unit) {
    List<Object> forms = new ArrayList<>();
    forms.add(form == Form.WINDOW ? share(unit) : ref(amount(unit)));
    if (form == Form.WINDOW) {
      forms.add(ref("rateOf" + capital(unit)));
    }
    forms.add(map("const", "unlimited", "description", "asks for an exemption"));
    forms.add(longForm(form, unit));
    return map("anyOf", forms);
  }

  /** In a window, CPU time may be a share of a processor. */
  private static Object share(Unit unit) {
    Map<String, Object> amount = ref(amount(unit));
    if (unit != Unit.MICROSECONDS) {
      return amount;
    }
    return map("anyOf", list(amount, map("type", "string", "pattern", "^" + NUMBER + "m$")));
  }

  private static Map<String, Object> longForm(Form form, Unit unit) {
    Object amount = form == Form.WINDOW ? share(unit) : ref(amount(unit));
    Map<String, Object> parts = map("hard", amount, "soft", amount);
    if (form == Form.WINDOW) {
      parts.put("window", ref("duration"));
      parts.put("burst", amount);
    }
    parts.put("overrun", map("enum", list("deny", DELAY)));
    parts.put("maxWait", ref("duration"));
    Map<String, Object> whole = object(parts);
    whole.put("required", list("hard"));
    Map<String, Object> delays =
        map("properties", map("overrun", map("const", DELAY)), "required", list("overrun"));
    whole.put("if", delays);
    whole.put("then", map("required", list("maxWait")));
    whole.put("else", map("properties", map("maxWait", false)));
    return whole;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String capital(Unit unit) {
    String lower = lower(unit);
    return lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
  }
}
