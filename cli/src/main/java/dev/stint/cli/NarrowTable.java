package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of at most 120 columns for a terminal. A cell that is wider than its column is followed
 * by the rest of its row on the next line; the last column is cut in its middle. Mutable.
 */
final class NarrowTable {
  static final int WIDEST = 120;

  private static final String GAP = "  ";
  private static final int SHORTEST_LAST = 12;

  private final int[] most;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param most the greatest width of each column but the last
   */
  NarrowTable(int... most) {
    this.most = most;
  }

  /** A line of its own, or the cells of a row. */
  private record Row(@Nullable String line, List<String> cells) {}

  void line(String text) {
    rows.add(new Row(text, List.of()));
  }

  void row(String... cells) {
    rows.add(new Row(null, List.of(cells)));
  }

  void print(PrintWriter out) {
    int[] widths = widths();
    for (Row row : rows) {
      String line = row.line();
      out.println(line == null ? aligned(row.cells(), widths) : cut(line, WIDEST));
    }
    out.flush();
  }

  private int[] widths() {
    int[] widths = new int[most.length];
    for (Row row : rows) {
      for (int i = 0; i < widths.length && i < row.cells().size(); i++) {
        widths[i] = Math.max(widths[i], Math.min(most[i], row.cells().get(i).length()));
      }
    }
    return widths;
  }

  private static String aligned(List<String> cells, int[] widths) {
    StringBuilder text = new StringBuilder();
    int start = 0;
    int at = 0;
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      text.append(" ".repeat(start - at)).append(cell);
      at = start + cell.length();
      start += widths[i] + GAP.length();
      if (cell.length() > widths[i] && hasMore(cells, i + 1)) {
        text.append('\n');
        at = 0;
      }
    }
    String last = cells.get(widths.length);
    text.append(" ".repeat(Math.max(0, start - at)));
    text.append(cut(last, Math.max(SHORTEST_LAST, WIDEST - start)));
    return text.toString().stripTrailing();
  }

  private static boolean hasMore(List<String> cells, int from) {
    return cells.subList(from, cells.size()).stream().anyMatch(cell -> !cell.isEmpty());
  }

  private static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int head = (width - 3) / 2;
    int tail = width - 3 - head;
    return text.substring(0, head) + "..." + text.substring(text.length() - tail);
  }
}
