package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.util.Collection;
import java.util.TreeSet;

/** Finds the word that was probably meant. */
final class Spelling {
  private static final int LONGEST = 64;

  private Spelling() {}

  /** The nearest of the known words, or null when none is near. */
  static @Nullable String nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return null;
    }
    String best = null;
    int bestDistance = Math.max(2, word.length() / 3) + 1;
    for (String each : new TreeSet<>(known)) {
      int distance = isBeginning(word, each) ? 0 : distance(word, each);
      if (distance < bestDistance) {
        best = each;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** A word of at least three letters after its dashes that was not written to its end. */
  private static boolean isBeginning(String word, String known) {
    return word.replace("-", "").length() >= 3 && known.startsWith(word);
  }

  /** How many letters have to be put in, left out, replaced or swapped with their neighbour. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int k = 0; k <= b.length(); k++) {
        d[i][k] = i == 0 || k == 0 ? i + k : step(d, a, b, i, k);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int k) {
    boolean same = a.charAt(i - 1) == b.charAt(k - 1);
    int least = Math.min(d[i - 1][k - 1] + (same ? 0 : 1), Math.min(d[i - 1][k], d[i][k - 1]) + 1);
    boolean swapped =
        i > 1 && k > 1 && a.charAt(i - 1) == b.charAt(k - 2) && a.charAt(i - 2) == b.charAt(k - 1);
    return swapped ? Math.min(least, d[i - 2][k - 2] + 1) : least;
  }
}
