package dev.stint.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stint.ledger.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The enforcement matrix: for each resource which half of Stint charges it, where, and which test
 * is denied. It is computed from the classes of the build and is a resource of this jar; a cell
 * that has several names has them separated by commas, one that has none is a dash.
 */
final class Matrix {
  static final String NOT_ENFORCED = "not enforced";

  private static final String FILE = "matrix.tsv";
  private static final String SEPARATOR = ", ";
  private static final String NOTHING = "-";

  private static final int RESOURCE = 1;
  private static final int HALF = 2;
  private static final int ENFORCED = 3;

  /** Columns whose cells are lists; the others are texts, the first is a number. */
  private static final int FIRST_LIST = 4;

  private final List<String> columns;
  private final List<List<String>> rows;

  private Matrix(List<String> columns, List<List<String>> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  static Matrix ofThisJar() throws IOException {
    try (InputStream in = Matrix.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no [" + FILE + "]");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static Matrix parse(String table) {
    List<List<String>> lines = table.lines().map(line -> List.of(line.split("\t", -1))).toList();
    return new Matrix(lines.get(0), lines.subList(1, lines.size()));
  }

  /** The labels of the resources of which a charge that does not fit is denied. */
  Set<String> denied() {
    int label = columns.indexOf("resource");
    int enforced = columns.indexOf("enforced");
    return rows.stream()
        .filter(row -> row.get(enforced).equals("denies"))
        .map(row -> row.get(label))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What a limit of that resource does in a profile, such as {@code denies (agent)}: what judges
   * tests alone does not read profiles.
   */
  String enforcement(Resource resource) {
    List<String> halves = new ArrayList<>();
    for (List<String> row : rows) {
      boolean counts = !row.get(HALF).equals(NOTHING) && !row.get(HALF).equals("tests");
      if (row.get(RESOURCE).equals(resource.label()) && counts) {
        halves.add(row.get(ENFORCED) + " (" + row.get(HALF) + ")");
      }
    }
    return halves.isEmpty() ? NOT_ENFORCED : String.join(SEPARATOR, halves);
  }

  /** As a table: of several names the first is shown, and how many more there are. */
  void print(PrintWriter out) {
    TextTable table = new TextTable(TextTable.heads(columns));
    rows.forEach(row -> table.row(shortened(row)));
    table.print(out);
  }

  /** Tests by their class alone: their names are sentences. */
  private List<String> shortened(List<String> row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      List<String> names = names(row.get(i));
      boolean tests = columns.get(i).endsWith("test");
      cells.add(i < FIRST_LIST || names.size() < 2 && !tests ? row.get(i) : first(names, tests));
    }
    return cells;
  }

  private static String first(List<String> names, boolean tests) {
    if (names.isEmpty()) {
      return NOTHING;
    }
    String name = names.get(0);
    String shown = tests ? name.substring(0, name.indexOf('.')) : name;
    return names.size() == 1 ? shown : shown + " +" + (names.size() - 1);
  }

  private static List<String> names(String cell) {
    return cell.equals(NOTHING) ? List.of() : List.of(cell.split(SEPARATOR));
  }

  /** As an array of objects: the columns' names are the fields, lists are arrays. */
  void printJson(PrintWriter out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
    json.writeStartArray();
    for (List<String> row : rows) {
      json.writeStartObject();
      json.writeNumberField(columns.get(0), Integer.parseInt(row.get(0)));
      for (int i = 1; i < columns.size(); i++) {
        write(json, i, row.get(i));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.flush();
    out.println();
  }

  private void write(JsonGenerator json, int column, String cell) throws IOException {
    String name = columns.get(column).replace(' ', '_');
    if (column < FIRST_LIST) {
      json.writeStringField(name, cell);
      return;
    }
    json.writeArrayFieldStart(name);
    for (String each : names(cell)) {
      json.writeString(each);
    }
    json.writeEndArray();
  }
}
