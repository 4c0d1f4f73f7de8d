package dev.stint.profiles;

import dev.stint.profiles.internal.Pattern;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The patterns below {@code match:}. Immutable. */
record Patterns(List<String> packages, List<String> codeSources, List<String> classLoaders) {
  private static final Map<String, String> FIELDS =
      Shapes.names("packages", "codeSources", "classLoaders");

  static final Patterns NONE = new Patterns(List.of(), List.of(), List.of());

  static Patterns read(Findings findings, Field match) throws ProfileException {
    List<String> packages = List.of();
    List<String> codeSources = List.of();
    List<String> classLoaders = List.of();
    for (Field field : Shapes.mapping(findings, match).fields()) {
      switch (field.name()) {
        case "packages" -> packages = patterns(findings, field);
        case "codeSources" -> codeSources = patterns(findings, field);
        case "classLoaders" -> classLoaders = patterns(findings, field);
        default -> findings.unknown(field.key(), "a match", FIELDS);
      }
    }
    return new Patterns(packages, codeSources, classLoaders);
  }

  static List<String> patterns(Findings findings, Field field) throws ProfileException {
    List<String> patterns = new ArrayList<>();
    for (Scalar item : Shapes.texts(findings, field)) {
      if (!isPattern(item.text())) {
        throw findings.error(
            item,
            Codes.NOT_A_NAME,
            "field ["
                + field.name()
                + "], pattern ["
                + Shown.value(item.text())
                + "] must be 1 to "
                + Pattern.LONGEST
                + " characters without blanks at the ends and without control characters");
      }
      patterns.add(item.text());
    }
    return patterns;
  }

  private static boolean isPattern(String text) {
    return !text.isEmpty()
        && text.length() <= Pattern.LONGEST
        && text.strip().length() == text.length()
        && Shown.isPlain(text);
  }
}
