package dev.stint.ledger;

/** How texts of callers become fields of an audit record: bounded, and safe in a line. */
public final class AuditText {
  /** What a field has at most, in bytes of UTF-8. */
  public static final int LONGEST_BYTES = 1024;

  /** The end of a field that was longer. */
  public static final String MARK = "...[cut]";

  private static final int ESCAPED_CHARS = 6;
  private static final int MOST_BYTES_OF_A_CHAR = 3;

  private AuditText() {}

  /** The text itself, or its beginning and {@link #MARK}: at most 1,024 bytes. */
  public static String cut(String text) {
    if (text.length() <= LONGEST_BYTES / MOST_BYTES_OF_A_CHAR) {
      return text;
    }
    int fits = fitting(text, LONGEST_BYTES);
    if (fits == text.length()) {
      return text;
    }
    return text.substring(0, fitting(text, LONGEST_BYTES - MARK.length())).concat(MARK);
  }

  /** How many chars from the start have at most so many bytes; never parts a surrogate pair. */
  private static int fitting(String text, int bytes) {
    int left = bytes;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      left -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (left < 0) {
        break;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  /**
   * Printable ASCII: a backslash is doubled, and everything else but printable ASCII becomes four
   * hexadecimal digits after a backslash and a {@code u}. No two texts give the same.
   */
  public static String escape(String text) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + ESCAPED_CHARS * 4);
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i), escaped);
    }
    return escaped.toString();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 127 && c != '\\';
  }

  private static void escape(char c, StringBuilder into) {
    if (isPlain(c)) {
      into.append(c);
    } else if (c == '\\') {
      into.append("\\\\");
    } else {
      into.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        into.append(Character.forDigit((c >> shift) & 15, 16));
      }
    }
  }
}
