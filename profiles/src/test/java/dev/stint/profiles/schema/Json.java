package dev.stint.profiles.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short ways to write a schema as maps and lists. */
final class Json {
  private Json() {}

  /** A map of names and values by turns, in that order. */
  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  static List<Object> list(Object... items) {
    return new ArrayList<>(Arrays.asList(items));
  }

  static Map<String, Object> ref(String definition) {
    return map("$ref", "#/$defs/" + definition);
  }

  /** A map with those fields and with {@code x-} fields of anything, and with no others. */
  static Map<String, Object> object(Map<String, Object> properties) {
    return map(
        "type",
        "object",
        "properties",
        properties,
        "patternProperties",
        map("^x-", true),
        "additionalProperties",
        false);
  }

  /** A map from names of that form to values of that definition. */
  static Map<String, Object> named(Object names, String definition) {
    return map("type", "object", "propertyNames", names, "additionalProperties", ref(definition));
  }
}
