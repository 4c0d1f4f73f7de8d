package dev.stint.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns the JSON results of one run into the table that {@code RESULTS.md} keeps. */
public final class Table {
  private static final String ANCHOR = "Anchor.atomicLong";
  private static final String PRIVATE = "Anchor.privateWord";
  private static final List<String> GROUPS = List.of("Anchor", "Lane", "Ledger", "Denial", "Peer");
  private static final Comparator<Row> ORDER =
      Comparator.<Row>comparingInt(row -> GROUPS.indexOf(group(row)))
          .thenComparing(Row::benchmark)
          .thenComparingInt(Row::threads);

  private final List<Row> rows;

  private Table(List<Row> rows) {
    this.rows = rows;
  }

  /** Prints the table of the named files. */
  public static void main(String[] args) throws IOException {
    List<Path> results = new ArrayList<>();
    for (String arg : args) {
      results.add(Path.of(arg));
    }
    System.out.print(of(results));
  }

  static String of(List<Path> results) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Path result : results) {
      for (JsonNode node : new ObjectMapper().readTree(result.toFile())) {
        rows.add(Row.of(node));
      }
    }
    rows.sort(ORDER);
    return new Table(rows).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append("| benchmark | threads | ns/op | B/op | x AtomicLong |\n|---|--:|--:|--:|--:|\n");
    for (Row row : rows) {
      double anchor = nanos(ANCHOR, row.threads());
      text.append("| `").append(row.benchmark()).append("` | ").append(row.threads()).append(" | ");
      text.append(figure(row.nanos(), 1)).append(" ± ").append(figure(row.error(), 1));
      text.append(" | ").append(figure(row.bytes(), 0)).append(" | ");
      text.append(figure(row.nanos() / anchor, 1)).append(" |\n");
    }
    text.append('\n');
    for (Row row : rows) {
      if (row.threads() == 2 && row.benchmark().endsWith("Own")) {
        text.append(scaling(row.benchmark()));
      }
    }
    return text.toString();
  }

  /** How much more two threads get done than one, against two words that nobody shares. */
  private String scaling(String benchmark) {
    double ours = gain(benchmark);
    double words = gain(PRIVATE);
    return "- `"
        + benchmark
        + "`: two threads on distinct principals scale "
        + figure(ours, 2)
        + ", private CAS words scale "
        + figure(words, 2)
        + ": ratio "
        + figure(ours / words, 2)
        + "\n";
  }

  private double gain(String benchmark) {
    return 2 * nanos(benchmark, 1) / nanos(benchmark, 2);
  }

  private double nanos(String benchmark, int threads) {
    Optional<Row> found =
        rows.stream()
            .filter(row -> row.benchmark().equals(benchmark) && row.threads() == threads)
            .findFirst();
    return found.isPresent() ? found.get().nanos() : Double.NaN;
  }

  private static String figure(double value, int decimals) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "-";
  }

  private static String group(Row row) {
    return row.benchmark().substring(0, row.benchmark().indexOf('.'));
  }
}
