package dev.stint.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The fields of a profile: for each its resource and unit, whether it is held or spent, and who
 * enforces it. It is computed from the code of the build and is a resource of this jar; a cell that
 * says nothing is a dash.
 */
final class FieldTable {
  private static final String FILE = "fields.tsv";
  private static final String NOTHING = "-";
  private static final String CODE = "code";

  private final List<String> columns;
  private final List<List<String>> rows;

  private FieldTable(List<String> columns, List<List<String>> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  static FieldTable ofThisJar() throws IOException {
    try (InputStream in = FieldTable.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no [" + FILE + "]");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static FieldTable parse(String table) {
    List<List<String>> lines = table.lines().map(line -> List.of(line.split("\t", -1))).toList();
    return new FieldTable(lines.get(0), lines.subList(1, lines.size()));
  }

  void print(PrintWriter out) {
    TextTable table = new TextTable(TextTable.heads(columns));
    rows.forEach(table::row);
    table.print(out);
  }

  /** As an array of objects; what a row does not have is absent. */
  void printJson(PrintWriter out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
    json.writeStartArray();
    for (List<String> row : rows) {
      json.writeStartObject();
      for (int i = 0; i < row.size(); i++) {
        write(json, columns.get(i), row.get(i));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.flush();
    out.println();
  }

  private static void write(JsonGenerator json, String name, String cell) throws IOException {
    if (cell.equals(NOTHING)) {
      return;
    }
    if (name.equals(CODE)) {
      json.writeNumberField(name, Integer.parseInt(cell));
    } else {
      json.writeStringField(name, cell);
    }
  }
}
