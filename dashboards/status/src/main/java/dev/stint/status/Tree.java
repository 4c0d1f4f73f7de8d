package dev.stint.status;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * Writes the content of sections: maps, lists, texts, numbers and booleans. Depth, the number of
 * values and the length of texts are bounded, so that a section that refers to itself ends.
 */
final class Tree {
  static final int DEEPEST = 16;
  static final int MOST_VALUES = 100_000;
  static final int LONGEST_TEXT = 4_096;
  private static final String CUT = "[cut]";

  private final JsonGenerator json;
  private int left = MOST_VALUES;

  Tree(JsonGenerator json) {
    this.json = json;
  }

  void write(@Nullable Object value) throws IOException {
    write(value, 0);
  }

  private void write(@Nullable Object value, int depth) throws IOException {
    left--;
    if (value instanceof Map<?, ?> map) {
      map(map, depth);
    } else if (value instanceof Iterable<?> list) {
      list(list, depth);
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof CharSequence text) {
      json.writeString(bounded(text.toString()));
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString("[" + value.getClass().getName() + "]");
    }
  }

  private void map(Map<?, ?> map, int depth) throws IOException {
    if (depth == DEEPEST) {
      json.writeString(CUT);
      return;
    }
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (left <= 0) {
        break;
      }
      json.writeFieldName(bounded(String.valueOf(entry.getKey())));
      write(entry.getValue(), depth + 1);
    }
    json.writeEndObject();
  }

  private void list(Iterable<?> list, int depth) throws IOException {
    if (depth == DEEPEST) {
      json.writeString(CUT);
      return;
    }
    json.writeStartArray();
    for (Object value : list) {
      if (left <= 0) {
        break;
      }
      write(value, depth + 1);
    }
    json.writeEndArray();
  }

  private void number(Number number) throws IOException {
    if (number instanceof Double || number instanceof Float) {
      json.writeNumber(number.doubleValue());
    } else if (number instanceof BigDecimal || number instanceof BigInteger) {
      json.writeString(bounded(number.toString()));
    } else {
      json.writeNumber(number.longValue());
    }
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
