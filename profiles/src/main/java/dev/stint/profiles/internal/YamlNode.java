package dev.stint.profiles.internal;

import java.util.List;

/** A node of a YAML document with its position, line and column from 1 on. Immutable. */
public sealed interface YamlNode {
  int line();

  int column();

  /** What it is, for messages. */
  String kind();

  /** A text; numbers and booleans are texts too, nothing is resolved. */
  record Scalar(String text, boolean quoted, int line, int column) implements YamlNode {
    @Override
    public String kind() {
      return isEmpty() ? "nothing" : "a text";
    }

    /** Whether nothing was written where a value belongs. */
    public boolean isEmpty() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  /** Fields in the order of the file, each key once. */
  record Mapping(List<Field> fields, int line, int column) implements YamlNode {
    @Override
    public String kind() {
      return "a map";
    }
  }

  record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** One key with its value. */
  record Field(Scalar key, YamlNode value) {
    public String name() {
      return key.text();
    }
  }
}
