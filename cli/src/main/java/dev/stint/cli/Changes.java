package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints what the agent answered: one line for each limit that changed. */
final class Changes {
  private Changes() {}

  /** {@code alice threadLimit: 4 -> 8, from [...], overcommitted by [2]}. */
  static void print(Map<String, Object> answer, PrintWriter out) {
    for (Map<?, ?> row : rows(answer, "changes")) {
      out.println(line(row));
    }
    omitted(answer, out);
    if (Boolean.TRUE.equals(answer.get("dryRun"))) {
      out.println("dry run: nothing was changed");
    }
    out.flush();
  }

  private static String line(Map<?, ?> row) {
    StringBuilder line = new StringBuilder();
    line.append(text(row, "principal")).append(' ').append(text(row, "field")).append(": ");
    if (text(row, "state").equals("kept")) {
      line.append("kept ").append(text(row, "after")).append(", which is not looser");
    } else {
      line.append(text(row, "before")).append(" -> ").append(text(row, "after"));
    }
    part(line, ", from ", row, "origin");
    part(line, ", overcommitted by ", row, "overcommitted");
    part(line, ", ", row, "note");
    return line.toString();
  }

  private static void part(StringBuilder line, String lead, Map<?, ?> row, String key) {
    if (row.get(key) != null) {
      line.append(lead).append('[').append(text(row, key)).append(']');
    }
  }

  /** The rows of that name; what is none is left out. */
  static List<Map<?, ?>> rows(Map<String, Object> answer, String key) {
    List<Map<?, ?>> rows = new ArrayList<>();
    if (answer.get(key) instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> row) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  static String text(Map<?, ?> row, String key) {
    @Nullable Object value = row.get(key);
    return value == null ? "-" : Shown.text(value);
  }

  static void omitted(Map<String, Object> answer, PrintWriter out) {
    if (answer.get("omitted") instanceof Long omitted && omitted > 0) {
      out.println("and " + omitted + " more");
    }
  }
}
