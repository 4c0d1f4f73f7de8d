package dev.stint.profiles.internal;

import java.util.Arrays;

/**
 * A pattern in which {@code *} stands for any text without a separator and {@code **} for any text;
 * {@code **} with its separator may also stand for nothing. Immutable; matching takes time in
 * proportion to pattern times text, whatever the pattern is.
 */
public final class Pattern {
  /** The longest pattern that a profile may have. */
  public static final int LONGEST = 256;

  private static final char STAR = '\uE000';
  private static final char STARS = '\uE001';
  private static final char STARS_AND_SEPARATOR = '\uE002';

  private final char[] steps;
  private final char separator;
  private final int weight;

  public Pattern(String text, char separator) {
    this.separator = separator;
    this.steps = steps(text, separator);
    int literals = 0;
    for (char step : steps) {
      literals += isWild(step) ? 0 : 1;
    }
    this.weight = literals;
  }

  private static char[] steps(String text, char separator) {
    char[] steps = new char[text.length()];
    int count = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != '*') {
        steps[count++] = c;
        i++;
        continue;
      }
      int end = i;
      while (end < text.length() && text.charAt(end) == '*') {
        end++;
      }
      boolean many = end - i > 1;
      boolean atStart = i == 0 || text.charAt(i - 1) == separator;
      if (many && atStart && end < text.length() && text.charAt(end) == separator) {
        steps[count++] = STARS_AND_SEPARATOR;
        end++;
      } else {
        steps[count++] = many ? STARS : STAR;
      }
      i = end;
    }
    return Arrays.copyOf(steps, count);
  }

  private static boolean isWild(char step) {
    return step >= STAR && step <= STARS_AND_SEPARATOR;
  }

  /** How specific it is: the number of characters that are not wild. */
  public int weight() {
    return weight;
  }

  public boolean isLiteral() {
    return weight == steps.length;
  }

  public boolean matches(String text) {
    int length = text.length();
    if (weight > length) {
      return false;
    }
    boolean[] reached = new boolean[length + 1];
    reached[0] = true;
    for (char step : steps) {
      if (!advance(reached, step, text)) {
        return false;
      }
    }
    return reached[length];
  }

  /** Moves the set of reached positions over one step; false when it is empty then. */
  private boolean advance(boolean[] reached, char step, String text) {
    return switch (step) {
      case STAR -> spread(reached, text, true);
      case STARS -> spread(reached, text, false);
      case STARS_AND_SEPARATOR -> spreadToSeparators(reached, text);
      default -> literal(reached, text, step);
    };
  }

  private static boolean literal(boolean[] reached, String text, char c) {
    boolean any = false;
    for (int i = reached.length - 1; i > 0; i--) {
      reached[i] = reached[i - 1] && text.charAt(i - 1) == c;
      any |= reached[i];
    }
    reached[0] = false;
    return any;
  }

  private boolean spread(boolean[] reached, String text, boolean stopAtSeparator) {
    boolean any = reached[0];
    for (int i = 1; i < reached.length; i++) {
      boolean stops = stopAtSeparator && text.charAt(i - 1) == separator;
      reached[i] |= reached[i - 1] && !stops;
      any |= reached[i];
    }
    return any;
  }

  private boolean spreadToSeparators(boolean[] reached, String text) {
    boolean open = false;
    boolean any = false;
    for (int i = 0; i < reached.length; i++) {
      boolean here = reached[i];
      reached[i] = here || (open && text.charAt(i - 1) == separator);
      open |= here;
      any |= reached[i];
    }
    return any;
  }
}
