package dev.stint.profiles.internal;

/** Line and column of an index in a text. */
final class TextPlace {
  private TextPlace() {}

  /** Line and column from 1 on of the character at that index; columns count code points. */
  static int[] at(String text, int index) {
    int end = Math.min(index, text.length());
    int line = 1;
    int start = 0;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new int[] {line, text.codePointCount(start, end) + 1};
  }
}
