package dev.stint.profiles;

import dev.stint.ledger.PrincipalName;

/** Makes hostile text safe for one line of a message. */
final class Shown {
  private static final int LONGEST_PATH = 512;

  private Shown() {}

  /** A value: at most 64 printable ASCII characters, others as {@code ?}. */
  static String value(String text) {
    return PrincipalName.printable(text);
  }

  /** A path: its last 512 characters, control characters as {@code ?}. */
  static String path(String path) {
    boolean cut = path.length() > LONGEST_PATH;
    String tail = cut ? path.substring(path.length() - LONGEST_PATH) : path;
    StringBuilder safe = new StringBuilder(tail.length() + 3);
    safe.append(cut ? "..." : "");
    tail.codePoints().forEach(c -> safe.appendCodePoint(isSafe(c) ? c : '?'));
    return safe.toString();
  }

  /** Whether the text has no control, format, private or unassigned characters. */
  static boolean isPlain(String text) {
    return text.codePoints().allMatch(Shown::isSafe);
  }

  private static boolean isSafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
