package dev.stint.guests;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts lines and words of the standard input and prints the most frequent words: {@code wordcount
 * [--top N]}, 5 without an argument.
 *
 * <p>A word is a run of ASCII letters and digits and of any character beyond ASCII; upper and lower
 * case are one word. Memory grows with the number of different words. Other arguments: usage on
 * standard error, status 2.
 */
public final class WordCount {
  private static final int USAGE_STATUS = 2;

  private final Map<String, Integer> counts = new HashMap<>();
  private byte[] word = new byte[64];
  private int wordBytes;
  private long lines;
  private long words;

  private WordCount() {}

  public static void main(String[] args) {
    int top = top(args);
    if (top < 0) {
      System.err.println("usage: wordcount [--top N]");
      Wasi.exit(USAGE_STATUS);
      return;
    }
    WordCount count = new WordCount();
    byte[] buffer = new byte[4096];
    for (int length = Wasi.read(buffer); length > 0; length = Wasi.read(buffer)) {
      count.add(buffer, length);
    }
    count.endWord();
    count.print(top);
  }

  private static int top(String[] args) {
    if (args.length == 0) {
      return 5;
    }
    if (args.length != 2 || !args[0].equals("--top")) {
      return -1;
    }
    try {
      return Integer.parseInt(args[1]);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void add(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      byte b = buffer[i];
      if (isWordByte(b)) {
        extendWord(b);
      } else {
        endWord();
        lines += b == '\n' ? 1 : 0;
      }
    }
  }

  private static boolean isWordByte(byte b) {
    return b < 0 || (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }

  private void extendWord(byte b) {
    if (wordBytes == word.length) {
      byte[] larger = new byte[2 * word.length];
      System.arraycopy(word, 0, larger, 0, wordBytes);
      word = larger;
    }
    word[wordBytes++] = b;
  }

  private void endWord() {
    if (wordBytes > 0) {
      String text = new String(word, 0, wordBytes, StandardCharsets.UTF_8);
      counts.merge(text.toLowerCase(Locale.ROOT), 1, (a, b) -> a + b);
      words++;
      wordBytes = 0;
    }
  }

  private void print(int top) {
    System.out.println("lines " + lines);
    System.out.println("words " + words);
    List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
    entries.sort(
        Comparator.comparing((Map.Entry<String, Integer> e) -> -e.getValue())
            .thenComparing(e -> e.getKey()));
    for (Map.Entry<String, Integer> entry : entries.subList(0, Math.min(top, entries.size()))) {
      System.out.println(entry.getValue() + " " + entry.getKey());
    }
  }
}
