package dev.stint.profiles;

import dev.stint.profiles.origin.Origin;
import java.util.ArrayList;
import java.util.List;

/** Collects overrides from the ways to write them. Mutable, for one reading. */
final class OverrideList {
  /** More would be a file, and belong into one. */
  static final int MOST = 1_024;

  static final String ARGUMENT = "argument";
  static final String PROPERTY = "stint.set";
  static final String VARIABLE = "STINT_SET";

  private static final String SHAPE = "PRINCIPAL.FIELD=VALUE";

  private final List<LimitOverride> found = new ArrayList<>();

  List<LimitOverride> found() {
    return found;
  }

  /** {@code alice.threadLimit=8;system.socketLimit=100}: each is found at {@code where set KEY}. */
  void list(Origin origin, String where, String text) throws ProfileException {
    for (String entry : text.split(";")) {
      if (!entry.isBlank()) {
        entry(origin, where, entry.strip());
      }
    }
  }

  private void entry(Origin origin, String where, String entry) throws ProfileException {
    int equals = entry.indexOf('=');
    String key = equals < 0 ? entry : entry.substring(0, equals).strip();
    if (equals < 0) {
      throw malformed(where, entry, SHAPE);
    }
    dotted(origin, where + " set " + key, where, key, entry.substring(equals + 1));
  }

  /** {@code -Dstint.set.alice.threadLimit=8}. */
  void property(String property, String value) throws ProfileException {
    String where = "-D" + property;
    String key = property.substring(PROPERTY.length() + 1);
    dotted(Origin.PROPERTY, where, where, key, value);
  }

  private void dotted(Origin origin, String where, String list, String key, String value)
      throws ProfileException {
    int dot = key.lastIndexOf('.');
    if (dot < 1 || dot == key.length() - 1) {
      throw malformed(list, key, SHAPE);
    }
    add(origin, where, key.substring(0, dot), key.substring(dot + 1), value);
  }

  /** {@code STINT_SET_alice__threadLimit=8}: no field has an underscore, so the last pair parts. */
  void variable(String variable, String value) throws ProfileException {
    String key = variable.substring(VARIABLE.length() + 1);
    int parting = key.lastIndexOf("__");
    if (parting < 1 || parting == key.length() - 2) {
      throw malformed(variable, variable, VARIABLE + "_PRINCIPAL__FIELD");
    }
    String name = key.substring(0, parting);
    add(Origin.ENVIRONMENT, variable, name, key.substring(parting + 2), value);
  }

  private void add(Origin origin, String where, String name, String field, String value)
      throws ProfileException {
    boolean byVariable = origin == Origin.ENVIRONMENT && where.startsWith(VARIABLE + "_");
    String place = Shown.path(where);
    found.add(new LimitOverride(name, field, value.strip(), origin, place, byVariable));
    if (found.size() > MOST) {
      throw new ProfileException(
          new ProfileProblem(
              place,
              0,
              0,
              Codes.TOO_MANY_OVERRIDES,
              "more than [" + MOST + "] limits are set from outside the file"));
    }
  }

  private static ProfileException malformed(String where, String text, String shape) {
    return new ProfileException(
        new ProfileProblem(
            Shown.path(where),
            0,
            0,
            Codes.NOT_AN_OVERRIDE,
            "[" + Shown.value(text) + "] is not [" + shape + "]"));
  }
}
