package dev.stint.agent;

/** How many letters must change to make one word of another. */
final class Distance {
  private static final int LONGEST = 64;

  private Distance() {}

  static int between(String from, String to) {
    if (from.length() > LONGEST || to.length() > LONGEST) {
      return LONGEST;
    }
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int next = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + same);
        diagonal = row[j];
        row[j] = next;
      }
    }
    return row[to.length()];
  }
}
