package dev.stint.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: columns as wide as they need, numbers to the right. */
final class NumberTable {
  private final List<List<String>> rows = new ArrayList<>();

  NumberTable(String... titles) {
    rows.add(List.of(titles));
  }

  /** One row, a cell for each title. */
  void row(Object... cells) {
    List<String> texts = new ArrayList<>();
    for (Object cell : cells) {
      texts.add(cell.toString());
    }
    rows.add(texts);
  }

  void print(PrintWriter out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    boolean[] numbers = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
      numbers[i] = isNumeric(i);
    }
    for (List<String> row : rows) {
      out.println(line(row, widths, numbers));
    }
  }

  private boolean isNumeric(int column) {
    return rows.stream()
        .skip(1)
        .map(row -> row.get(column))
        .allMatch(cell -> Character.isDigit(cell.charAt(0)) || cell.equals("-"));
  }

  private static String line(List<String> row, int[] widths, boolean[] numbers) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - row.get(i).length());
      line.append(numbers[i] ? pad + row.get(i) : row.get(i) + pad).append("  ");
    }
    return line.toString().stripTrailing();
  }
}
