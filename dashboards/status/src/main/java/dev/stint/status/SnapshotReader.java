package dev.stint.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.stint.ledger.AuditHead;
import dev.stint.ledger.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what {@link SnapshotJson} wrote. Keys and resources that this version does not know are
 * skipped; size, depth and counts are bounded, so a hostile document costs little.
 */
public final class SnapshotReader {
  static final int LONGEST_BYTES = 64 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(LONGEST_BYTES)
                  .maxNestingDepth(32)
                  .maxStringLength(65_536)
                  .maxNameLength(4_096)
                  .maxNumberLength(32)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonParser json;
  private final TreeReader trees;
  private long schema;
  private long epochMillis;
  private long faults;
  private AuditHead head = new AuditHead(0, "");
  private List<Snapshot.ScopeView> scopes = new ArrayList<>();
  private Map<String, Object> sections = new TreeMap<>();

  private SnapshotReader(JsonParser json) {
    this.json = json;
    this.trees = new TreeReader(json);
  }

  /**
   * Reads one document and does not close the stream.
   *
   * @throws StatusFormatException when it is not a status document of this schema
   * @throws IOException when the stream itself fails
   */
  public static Snapshot parse(InputStream from) throws IOException {
    try (JsonParser json = FACTORY.createParser(from)) {
      return new SnapshotReader(json).document();
    } catch (JsonProcessingException broken) {
      throw new StatusFormatException(where(broken) + "[" + reason(broken) + "]");
    }
  }

  private static String where(JsonProcessingException broken) {
    return broken.getLocation() == null
        ? ""
        : broken.getLocation().getLineNr() + ":" + broken.getLocation().getColumnNr() + " ";
  }

  private static String reason(JsonProcessingException broken) {
    String message = String.valueOf(broken.getOriginalMessage());
    int line = message.indexOf('\n');
    return Printable.line(line < 0 ? message : message.substring(0, line), 120);
  }

  private Snapshot document() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new StatusFormatException("not a JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      field(key);
    }
    if (schema != SnapshotJson.SCHEMA) {
      throw new StatusFormatException("schema [" + schema + "] is not [1]");
    }
    return new Snapshot(epochMillis, scopes, head, faults, sections);
  }

  private void field(String key) throws IOException {
    switch (key) {
      case "schema" -> schema = trees.wholeNumber(key);
      case "epochMillis" -> epochMillis = trees.wholeNumber(key);
      case "faults" -> faults = trees.wholeNumber(key);
      case "audit" -> audit();
      case "scopes" -> scopes = scopes();
      case "sections" -> sections = new TreeMap<>(trees.object(key, TreeReader.MOST_SECTIONS));
      default -> json.skipChildren();
    }
  }

  private void audit() throws IOException {
    Fields fields = new Fields(trees.object("audit", TreeReader.MOST_FIELDS));
    head = new AuditHead(fields.number("sequence"), fields.text("hash"));
  }

  private List<Snapshot.ScopeView> scopes() throws IOException {
    requireArray("scopes");
    List<Snapshot.ScopeView> read = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (read.size() == SnapshotJson.MOST_SCOPES) {
        throw new StatusFormatException("more than [" + SnapshotJson.MOST_SCOPES + "] scopes");
      }
      read.add(Fields.scope(trees.object("scopes", TreeReader.MOST_FIELDS_OF_SCOPE)));
    }
    return read;
  }

  private void requireArray(String key) throws StatusFormatException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new StatusFormatException("[" + key + "] is not a list");
    }
  }
}
