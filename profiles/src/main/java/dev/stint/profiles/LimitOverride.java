package dev.stint.profiles;

import dev.stint.profiles.origin.Origin;

/**
 * One limit that was set from outside the file, as it was written.
 *
 * @param name the section or principal that it names
 * @param where its place for messages and for {@link dev.stint.ledger.Limit#origin}
 * @param byVariable whether a variable names it, in whose name an underscore may stand for a dash
 */
record LimitOverride(
    String name, String field, String value, Origin origin, String where, boolean byVariable) {

  /** As a list of overrides has it: {@code alice.threadLimit=8}. */
  String text() {
    return name + "." + field + "=" + value;
  }

  ProfileException error(String code, String text) {
    return new ProfileException(new ProfileProblem(where, 0, 0, code, text));
  }
}
