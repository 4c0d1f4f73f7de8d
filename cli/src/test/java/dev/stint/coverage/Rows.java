package dev.stint.coverage;

import dev.stint.architecture.Modules;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checked-in lists: the rows with their titles and owners, and the reasons of open ones. */
final class Rows {
  static final String ROWS = "docs/coverage/rows.tsv";
  static final String OPEN = "docs/coverage/open.tsv";
  static final String OPEN_HEAD = "row\treason";

  /** One row: its id is the tag of the tests that prove it. */
  record Row(String id, String title, String owner) {
    /** Ledgers, scopes, donation, peaks, QoS types, audit and profiles had their turn. */
    boolean due() {
      return owner.startsWith("ledger/core") || owner.startsWith("profiles");
    }
  }

  final Map<String, Row> byId = new LinkedHashMap<>();
  final Map<String, String> reasons = new LinkedHashMap<>();

  Rows() throws IOException {
    for (String[] cells : table(ROWS, 3)) {
      add(byId, cells[0], new Row(cells[0], cells[1], cells[2]), ROWS);
    }
    for (String[] cells : table(OPEN, 2)) {
      add(reasons, cells[0], cells[1], OPEN);
    }
  }

  private static <T> void add(Map<String, T> into, String id, T value, String file) {
    if (into.put(id, value) != null) {
      throw new AssertionError("[" + file + "] has row [" + id + "] twice");
    }
  }

  private static List<String[]> table(String file, int columns) throws IOException {
    List<String> lines = Files.readAllLines(Modules.ROOT.resolve(file));
    return lines.stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .peek(
            cells -> {
              if (cells.length != columns || cells[columns - 1].isBlank()) {
                throw new AssertionError("[" + file + "] has a bad line: " + cells[0]);
              }
            })
        .toList();
  }
}
