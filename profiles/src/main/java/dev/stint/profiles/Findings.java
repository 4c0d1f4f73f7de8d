package dev.stint.profiles;

import dev.stint.profiles.ProfileReader.Strictness;
import dev.stint.profiles.internal.Spelling;
import dev.stint.profiles.internal.YamlException;
import dev.stint.profiles.internal.YamlNode;
import dev.stint.profiles.internal.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one reading found: makes the errors, collects the warnings, and decides which of the two an
 * unknown field is. Mutable, for one thread.
 */
final class Findings {
  private static final int MOST_WARNINGS = 100;
  private static final int MOST_LISTED = 10;

  private final String file;
  private final Strictness strictness;
  private final List<ProfileProblem> warnings = new ArrayList<>();
  private boolean newerSchema;

  Findings(String file, Strictness strictness) {
    this.file = file;
    this.strictness = strictness;
  }

  /** For another file of the same reading. */
  Findings of(String other) {
    return new Findings(other, strictness);
  }

  /** Takes over the warnings about another file of the same reading. */
  void adopt(Findings other) {
    int room = MOST_WARNINGS - warnings.size();
    warnings.addAll(other.warnings.subList(0, Math.min(room, other.warnings.size())));
  }

  String file() {
    return file;
  }

  List<ProfileProblem> warnings() {
    return warnings;
  }

  /** From now on unknown fields are expected: the file is of a later version. */
  void newerSchema(YamlNode at, String text) {
    newerSchema = true;
    warn(at, Codes.SCHEMA, text);
  }

  ProfileException error(YamlNode at, String code, String text) {
    return error(at.line(), at.column(), code, text);
  }

  ProfileException error(int line, int column, String code, String text) {
    return new ProfileException(new ProfileProblem(file, line, column, code, text));
  }

  ProfileException error(YamlNode at, String field, QuantityException e) {
    return error(at, e.code(), "field [" + field + "], " + e.text());
  }

  ProfileException error(YamlException e) {
    String code =
        switch (e.fault()) {
          case TOO_LARGE -> Codes.TOO_LARGE;
          case NOT_UTF8 -> Codes.NOT_UTF8;
          case SYNTAX -> Codes.NOT_YAML;
          case DUPLICATE -> Codes.DUPLICATE_FIELD;
          case SHAPE -> Codes.WRONG_SHAPE;
          case NOT_SUPPORTED -> Codes.NOT_SUPPORTED;
        };
    return error(e.line(), e.column(), code, String.valueOf(e.getMessage()));
  }

  /**
   * A field that is not known: tolerated when it begins with {@code x-}, a warning when lenient or
   * of a later version, else an error.
   *
   * @param known what may be written there, and what to suggest for it
   */
  void unknown(Scalar key, String where, Map<String, String> known) throws ProfileException {
    if (key.text().startsWith("x-")) {
      return;
    }
    boolean tolerated = newerSchema || strictness == Strictness.LENIENT;
    if (tolerated && warnings.size() >= MOST_WARNINGS) {
      return;
    }
    String text = "unknown field [" + Shown.value(key.text()) + "]" + advice(key, where, known);
    if (!tolerated) {
      throw error(key, Codes.UNKNOWN_FIELD, text);
    }
    warn(key, Codes.UNKNOWN_FIELD, text);
  }

  private static String advice(Scalar key, String where, Map<String, String> known) {
    String near = Spelling.nearest(key.text(), known);
    if (near != null) {
      return ", did you mean [" + near + "]?";
    }
    if (known.size() <= MOST_LISTED) {
      return ", " + where + " has [" + String.join(", ", known.keySet()) + "]";
    }
    return " in " + where;
  }

  void warn(YamlNode at, String code, String text) {
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add(new ProfileProblem(file, at.line(), at.column(), code, text));
    }
  }
}
