package dev.stint.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of texts for a terminal; columns are as wide as they must be. Mutable, for one thread. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final boolean numbersRight;

  private TextTable(List<String> head, boolean numbersRight) {
    this.rows.add(head);
    this.numbersRight = numbersRight;
  }

  /** Every column begins below its head. */
  TextTable(List<String> head) {
    this(head, false);
  }

  /** Columns that hold nothing but amounts end below each other. */
  static TextTable ofAmounts(String... head) {
    return new TextTable(List.of(head), true);
  }

  /** The names of columns as the first row shows them. */
  static List<String> heads(List<String> columns) {
    return columns.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
  }

  /** One row, a cell for each column. */
  void row(List<String> cells) {
    rows.add(cells);
  }

  /** The same, of texts and numbers. */
  void rowOf(Object... cells) {
    List<String> texts = new ArrayList<>();
    for (Object cell : cells) {
      texts.add(cell.toString());
    }
    rows.add(texts);
  }

  void print(PrintWriter out) {
    StringBuilder[] lines = new StringBuilder[rows.size()];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new StringBuilder();
    }
    for (int column = 0; column < rows.get(0).size(); column++) {
      append(column, lines);
    }
    for (StringBuilder line : lines) {
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }

  private void append(int column, StringBuilder[] lines) {
    int width = 0;
    for (List<String> row : rows) {
      width = Math.max(width, row.get(column).length());
    }
    boolean right = numbersRight && holdsAmounts(column);
    for (int i = 0; i < lines.length; i++) {
      String cell = rows.get(i).get(column);
      String pad = " ".repeat(width - cell.length());
      lines[i].append(right ? pad + cell : cell + pad).append(GAP);
    }
  }

  private boolean holdsAmounts(int column) {
    return rows.stream()
        .skip(1)
        .map(row -> row.get(column))
        .allMatch(cell -> Character.isDigit(cell.charAt(0)) || cell.equals("-"));
  }
}
