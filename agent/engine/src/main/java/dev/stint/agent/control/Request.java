package dev.stint.agent.control;

import dev.stint.ledger.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of a request, with the type and the length that each must have. */
final class Request {
  private final Map<String, Object> values;

  Request(Map<String, Object> values, Set<String> known) throws LiveRefused {
    this.values = values;
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw LiveRefused.malformed("unknown key");
      }
    }
  }

  String text(String key, int longest) throws LiveRefused {
    String text = textOrNull(key, longest);
    if (text == null) {
      throw LiveRefused.malformed("[" + key + "] is missing");
    }
    return text;
  }

  @Nullable
  String textOrNull(String key, int longest) throws LiveRefused {
    Object value = values.get(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw LiveRefused.malformed("[" + key + "] is not a text");
    }
    if (text.length() > longest) {
      throw LiveRefused.malformed("[" + key + "] is longer than [" + longest + "]");
    }
    return text;
  }

  boolean flag(String key) throws LiveRefused {
    Object value = values.get(key);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw LiveRefused.malformed("[" + key + "] is neither true nor false");
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The fields and their values, in the order of the request. */
  List<FieldText> fields(int most) throws LiveRefused {
    if (!(values.get("fields") instanceof List<?> list) || list.isEmpty() || list.size() > most) {
      throw LiveRefused.malformed("[fields] is not a list of 1 to " + most);
    }
    List<FieldText> fields = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof Map<?, ?> map)
          || map.size() != 2
          || !(map.get("field") instanceof String field)
          || !(map.get("value") instanceof String value)) {
        throw LiveRefused.malformed("[fields] has something other than [field] and [value]");
      }
      fields.add(new FieldText(field, value));
    }
    return fields;
  }
}
