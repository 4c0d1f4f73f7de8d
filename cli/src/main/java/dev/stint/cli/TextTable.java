package dev.stint.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Rows of texts, printed so that each column begins below its head. */
final class TextTable {
  private static final int GAP = 2;

  private TextTable() {}

  /** The names of columns as the first row shows them. */
  static List<String> heads(List<String> columns) {
    return columns.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
  }

  /** Prints rows of equal length, the heads first. */
  static void print(List<List<String>> rows, PrintWriter out) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    rows.forEach(row -> out.println(aligned(row, widths)));
  }

  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + GAP));
    }
    return line.toString().stripTrailing();
  }
}
