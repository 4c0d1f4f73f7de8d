package dev.stint.profiles.internal;

import dev.stint.ledger.Nullable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Finds the name that somebody probably meant. */
public final class Spelling {
  private static final int LONGEST = 64;
  private static final int SHORTEST_PREFIX = 3;

  private Spelling() {}

  /**
   * The value of the candidate nearest to the text, or null when none is near. Case, dots, dashes
   * and underscores do not count; a beginning of a name counts as near.
   *
   * @param candidates what may be written, and what to suggest for it
   */
  public static @Nullable String nearest(String text, Map<String, String> candidates) {
    String wanted = plain(text);
    if (wanted.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    String best = null;
    int least = Math.max(1, wanted.length() / 4) + 1;
    String byPrefix = null;
    for (Map.Entry<String, String> candidate : candidates.entrySet()) {
      String name = plain(candidate.getKey());
      int distance = distance(wanted, name, least);
      if (distance < least) {
        least = distance;
        best = candidate.getValue();
      }
      if (byPrefix == null && wanted.length() >= SHORTEST_PREFIX && name.startsWith(wanted)) {
        byPrefix = candidate.getValue();
      }
    }
    return best != null ? best : byPrefix;
  }

  /** The nearest of those names, or null when none is near. */
  public static @Nullable String nearest(String text, Collection<String> names) {
    Map<String, String> candidates = new LinkedHashMap<>();
    names.forEach(name -> candidates.put(name, name));
    return nearest(text, candidates);
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /**
   * Insertions, deletions, substitutions and swaps of neighbours that lead from a to b; any number
   * from {@code least} on when there are at least so many.
   */
  private static int distance(String a, String b, int least) {
    int lengths = Math.abs(a.length() - b.length());
    if (lengths >= least) {
      return lengths;
    }
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < last.length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int step = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + step, Math.min(last[j], row[j - 1]) + 1);
        if (isSwap(a, i, b, j)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] oldest = before;
      before = last;
      last = row;
      row = oldest;
    }
    return last[b.length()];
  }

  private static boolean isSwap(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
