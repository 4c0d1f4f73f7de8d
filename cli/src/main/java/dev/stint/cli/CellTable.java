package dev.stint.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table of texts whose columns are as wide as they must be. Mutable, for one thread. */
final class CellTable {
  private final List<List<String>> rows = new ArrayList<>();

  CellTable(List<String> head) {
    rows.add(head);
  }

  void add(List<String> cells) {
    rows.add(cells);
  }

  void print(PrintWriter out) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }
}
