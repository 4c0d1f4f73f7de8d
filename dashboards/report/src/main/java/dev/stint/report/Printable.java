package dev.stint.report;

/** Makes hostile text safe for one line of a terminal or a message. */
final class Printable {
  private Printable() {}

  /** At most {@code longest} characters; control and non-ASCII characters as {@code ?}. */
  static String line(String text, int longest) {
    int length = Math.min(text.length(), longest);
    StringBuilder safe = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      safe.append(c >= ' ' && c < 127 ? c : '?');
    }
    if (text.length() > longest && longest > 0) {
      safe.setCharAt(length - 1, '~');
    }
    return safe.toString();
  }
}
