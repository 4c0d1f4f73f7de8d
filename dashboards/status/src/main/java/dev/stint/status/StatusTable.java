package dev.stint.status;

import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Snapshot;
import dev.stint.ledger.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A snapshot as a table for a terminal: one row for each principal and resource, amounts rounded
 * down. Scopes that are no principals stand in parentheses, before the principals. No line is wider
 * than asked, and every character is printable ASCII.
 */
public final class StatusTable {
  private static final String[] HEAD = {
    "PRINCIPAL", "RESOURCE", "USED", "LIMIT", "USED%", "PEAK", "TOTAL", "DENIED"
  };
  private static final int MOST_ROWS = 5_000;
  private static final String GAP = "  ";

  private StatusTable() {}

  /** The table, then one line for what matters of each section; ends with a line break. */
  public static String render(Snapshot snapshot, TableOptions options) {
    List<Row> rows = rows(snapshot, options);
    StringBuilder out = new StringBuilder();
    if (rows.isEmpty()) {
      out.append("no ledger was used or limited yet\n");
    } else {
      table(rows, options.width(), out);
    }
    if (snapshot.faults() != 0) {
      String faults = "faults: " + snapshot.faults() + " counters went below zero";
      out.append(Printable.line(faults, options.width())).append('\n');
    }
    for (Map.Entry<String, Object> section : snapshot.sections().entrySet()) {
      String line = section.getKey() + ": " + SectionLine.of(section.getValue());
      out.append(Printable.line(line, options.width())).append('\n');
    }
    return out.toString();
  }

  private record Row(ScopeKind kind, String name, int code, String[] cells) {}

  private static List<Row> rows(Snapshot snapshot, TableOptions options) {
    List<Row> rows = new ArrayList<>();
    for (Snapshot.ScopeView scope : snapshot.scopes()) {
      if (shown(scope, options)) {
        for (Snapshot.LedgerView ledger : scope.ledgers()) {
          rows.add(row(scope, ledger));
        }
      }
    }
    rows.sort(
        Comparator.comparing((Row row) -> row.kind().compareTo(ScopeKind.PRINCIPAL) >= 0)
            .thenComparing(Row::name)
            .thenComparing(Row::code));
    return rows;
  }

  private static boolean shown(Snapshot.ScopeView scope, TableOptions options) {
    if (options.principal() != null && !options.principal().equals(scope.principal())) {
      return false;
    }
    return options.allScopes() || scope.kind().compareTo(ScopeKind.PRINCIPAL) <= 0;
  }

  private static Row row(Snapshot.ScopeView scope, Snapshot.LedgerView ledger) {
    Unit unit = ledger.resource().unit();
    Long hard = ledger.hard();
    String name = name(scope);
    String[] cells = {
      name,
      ledger.resource().label(),
      Human.text(unit, ledger.used()),
      hard == null ? "-" : Human.text(unit, hard) + window(ledger.windowNanos()),
      hard == null ? "-" : Human.percent(ledger.used(), hard),
      Human.text(unit, ledger.peak()),
      Human.text(unit, ledger.total()),
      denied(ledger)
    };
    return new Row(scope.kind(), name, ledger.resource().code(), cells);
  }

  private static String name(Snapshot.ScopeView scope) {
    return switch (scope.kind()) {
      case PRINCIPAL -> Printable.line(scope.name(), 64);
      case SYSTEM, TRANSIENT, SERVICE, PROTOCOL -> "(" + Printable.line(scope.name(), 62) + ")";
      default -> Printable.line(scope.path(), 256);
    };
  }

  private static String window(long nanos) {
    return nanos == 0 ? "" : "/" + Human.text(Unit.MICROSECONDS, Math.max(1, nanos / 1_000));
  }

  /** Denials; in brackets those that only an enforced limit would have made. */
  private static String denied(Snapshot.LedgerView ledger) {
    return ledger.wouldDeny() == 0
        ? Long.toString(ledger.denied())
        : ledger.denied() + " [" + ledger.wouldDeny() + "]";
  }

  private static void table(List<Row> rows, int width, StringBuilder out) {
    List<Row> shown = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
    int[] widths = widths(shown, width);
    line(HEAD, widths, width, out);
    for (Row row : shown) {
      line(row.cells(), widths, width, out);
    }
    if (shown.size() < rows.size()) {
      out.append("and ").append(rows.size() - shown.size()).append(" rows more\n");
    }
  }

  /** As wide as the widest cell; what is too much is taken from the names, down to 12. */
  private static int[] widths(List<Row> rows, int width) {
    int[] widths = new int[HEAD.length];
    int sum = GAP.length() * (HEAD.length - 1);
    for (int i = 0; i < HEAD.length; i++) {
      widths[i] = HEAD[i].length();
      for (Row row : rows) {
        widths[i] = Math.max(widths[i], row.cells()[i].length());
      }
      sum += widths[i];
    }
    widths[0] = Math.max(Math.min(12, widths[0]), widths[0] - Math.max(0, sum - width));
    return widths;
  }

  private static void line(String[] cells, int[] widths, int width, StringBuilder out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String cell = Printable.line(String.valueOf(cells[i]), widths[i]);
      String pad = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : GAP).append(i < 2 ? cell + pad : pad + cell);
    }
    out.append(Printable.line(line.toString().stripTrailing(), width)).append('\n');
  }
}
