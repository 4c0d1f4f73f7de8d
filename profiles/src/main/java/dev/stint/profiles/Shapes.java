package dev.stint.profiles;

import dev.stint.profiles.internal.YamlNode;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Mapping;
import dev.stint.profiles.internal.YamlNode.Scalar;
import dev.stint.profiles.internal.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks that a field has the kind of value that belongs there. */
final class Shapes {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Shapes() {}

  static Mapping mapping(Findings findings, Field field) throws ProfileException {
    if (field.value() instanceof Mapping mapping) {
      return mapping;
    }
    throw wrong(findings, field, "a map of fields");
  }

  static String text(Findings findings, Field field) throws ProfileException {
    if (field.value() instanceof Scalar scalar && !scalar.isEmpty()) {
      return scalar.text();
    }
    throw wrong(findings, field, "one value");
  }

  /** A list of texts; one text stands for a list of one. */
  static List<Scalar> texts(Findings findings, Field field) throws ProfileException {
    if (field.value() instanceof Scalar scalar && !scalar.isEmpty()) {
      return List.of(scalar);
    }
    if (!(field.value() instanceof Sequence sequence)) {
      throw wrong(findings, field, "a list of texts");
    }
    List<Scalar> texts = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      if (!(item instanceof Scalar scalar) || scalar.isEmpty()) {
        String text =
            "field [" + name(field) + "] is a list of texts, found " + item.kind() + " in it";
        throw findings.error(item, Codes.WRONG_SHAPE, text);
      }
      texts.add(scalar);
    }
    return texts;
  }

  /** An identifier: 1 to 64 characters of {@code [A-Za-z0-9._-]}. */
  static String identifier(Findings findings, Field field) throws ProfileException {
    String text = text(findings, field);
    identifier(findings, field.value(), text, field.name());
    return text;
  }

  /** The same for the name of an entry below that field. */
  static void identifier(Findings findings, Scalar key, String field) throws ProfileException {
    identifier(findings, key, key.text(), field);
  }

  private static void identifier(Findings findings, YamlNode at, String text, String field)
      throws ProfileException {
    if (!NAME.matcher(text).matches()) {
      throw findings.error(
          at,
          Codes.NOT_A_NAME,
          "field ["
              + Shown.value(field)
              + "], name ["
              + Shown.value(text)
              + "] must be 1 to 64 characters of [A-Za-z0-9._-]");
    }
  }

  static ProfileException wrong(Findings findings, Field field, String expected) {
    boolean nothing = field.value() instanceof Scalar scalar && scalar.isEmpty();
    YamlNode at = nothing ? field.key() : field.value();
    String found = nothing ? "nothing" : field.value().kind();
    return findings.error(
        at, Codes.WRONG_SHAPE, "field [" + name(field) + "] is " + expected + ", found " + found);
  }

  private static String name(Field field) {
    return Shown.value(field.name());
  }

  /** Names that suggest themselves. */
  static Map<String, String> names(String... names) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String name : names) {
      map.put(name, name);
    }
    return map;
  }
}
