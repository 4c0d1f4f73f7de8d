package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Makes what users and files say safe for one line on a terminal. */
final class Shown {
  private static final int LONGEST = 256;
  private static final int LONGEST_LINE = 4_096;

  private Shown() {}

  /** The first 256 characters, anything that could steer a terminal as {@code ?}. */
  static String text(@Nullable Object value) {
    return first(String.valueOf(value), LONGEST);
  }

  /** A whole line of another process, at most 4,096 characters of it. */
  static String line(String line) {
    return first(line, LONGEST_LINE);
  }

  private static String first(String text, int longest) {
    StringBuilder safe = new StringBuilder(Math.min(text.length(), longest) + 3);
    text.codePoints().limit(longest).forEach(c -> safe.appendCodePoint(isPrintable(c) ? c : '?'));
    return text.length() > longest ? safe.append("...").toString() : safe.toString();
  }

  /** Why a file operation failed, in a few words without the path. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return text(file.getReason());
    }
    String message = e.getMessage();
    return text(message == null ? e.getClass().getSimpleName() : message);
  }

  private static boolean isPrintable(int c) {
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
