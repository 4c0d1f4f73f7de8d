package dev.stint.report;

import java.util.ArrayList;
import java.util.List;

/** A table of text: every cell printable, each column as wide as its widest cell, names left. */
final class Columns {
  private static final int WIDEST = 72;
  private static final int MOST_ROWS = 1_000;

  private final int left;
  private final String[] head;
  private final List<String[]> rows = new ArrayList<>();
  private int omitted;

  /**
   * @param left how many columns, from the first on, hold names
   */
  Columns(int left, String... head) {
    this.left = left;
    this.head = head;
  }

  void row(String... cells) {
    if (rows.size() == MOST_ROWS) {
      omitted++;
      return;
    }
    String[] printable = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      printable[i] = Printable.line(cells[i], WIDEST);
    }
    rows.add(printable);
  }

  void print(StringBuilder out) {
    int[] widths = new int[head.length];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = head[i].length();
      for (String[] row : rows) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    print(head, widths, out);
    for (String[] row : rows) {
      print(row, widths, out);
    }
    if (omitted > 0) {
      out.append("  and ").append(omitted).append(" rows more\n");
    }
  }

  private void print(String[] cells, int[] widths, StringBuilder out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String pad = " ".repeat(widths[i] - cells[i].length());
      line.append("  ").append(i < left ? cells[i] + pad : pad + cells[i]);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
