package dev.stint.status;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON values into maps, lists, texts, numbers and booleans, so many and no more. */
final class TreeReader {
  static final int MOST_FIELDS = 64;

  /** A ledger has some twenty values; there are some fifty resources. */
  static final int MOST_FIELDS_OF_SCOPE = 10_000;

  static final int MOST_SECTIONS = 2 * Tree.MOST_VALUES;

  private final JsonParser json;
  private int left;

  TreeReader(JsonParser json) {
    this.json = json;
  }

  /** The object at the parser, of at most {@code values} values at all depths. */
  Map<String, Object> object(String what, int values) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new StatusFormatException("[" + what + "] is not an object");
    }
    left = values;
    return map();
  }

  long wholeNumber(String what) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new StatusFormatException("[" + what + "] is not a whole number");
    }
    return json.getLongValue();
  }

  private Map<String, Object> map() throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      Object value = value();
      if (value != null) {
        map.put(key, value);
      }
    }
    return map;
  }

  private List<Object> list() throws IOException {
    List<Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Object value = value();
      if (value != null) {
        list.add(value);
      }
    }
    return list;
  }

  private @Nullable Object value() throws IOException {
    if (--left < 0) {
      throw new StatusFormatException("too many values");
    }
    return switch (json.currentToken()) {
      case START_OBJECT -> map();
      case START_ARRAY -> list();
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }
}
