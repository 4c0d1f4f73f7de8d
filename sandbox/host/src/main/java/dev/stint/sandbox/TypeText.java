package dev.stint.sandbox;

import dev.stint.sandbox.engine.FunctionType;
import dev.stint.sandbox.engine.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Function types as the meter prints them, {@code (i32, i64) -> (f32)}. */
final class TypeText {
  private static final String ARROW = " -> ";

  private TypeText() {}

  static FunctionType parse(String text) {
    int arrow = text.indexOf(ARROW);
    return new FunctionType(
        values(text.substring(0, arrow)), values(text.substring(arrow + ARROW.length())));
  }

  private static List<ValueType> values(String bracketed) {
    String inner = bracketed.substring(1, bracketed.length() - 1);
    List<ValueType> types = new ArrayList<>();
    if (!inner.isEmpty()) {
      for (String name : inner.split(", ", -1)) {
        types.add(ValueType.valueOf(name.toUpperCase(Locale.ROOT)));
      }
    }
    return types;
  }

  static String print(FunctionType type) {
    return print(type.parameters()) + ARROW + print(type.results());
  }

  static String print(ValueType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static String print(List<ValueType> types) {
    return types.stream().map(TypeText::print).collect(Collectors.joining(", ", "(", ")"));
  }
}
