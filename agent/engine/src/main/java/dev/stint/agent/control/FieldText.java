package dev.stint.agent.control;

/**
 * What somebody wrote for one field.
 *
 * @param value as it stands in a profile, or {@code inherit}
 */
record FieldText(String field, String value) {
  static final String INHERIT = "inherit";

  boolean inherits() {
    return value.equals(INHERIT);
  }
}
