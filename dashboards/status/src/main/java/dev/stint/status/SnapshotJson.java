package dev.stint.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Snapshot;
import dev.stint.ledger.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a snapshot as JSON. The form is versioned by the key {@code schema}; within one version
 * keys are only added.
 *
 * <p>Amounts are whole numbers in the {@code unit} of their ledger; {@code human} repeats some of
 * them rounded, for people only. At most {@value #MOST_SCOPES} scopes are written, the rest is
 * counted in {@code omittedScopes}. Neither method closes its target.
 */
public final class SnapshotJson {
  /** The version of the form. */
  public static final int SCHEMA = 1;

  static final int MOST_SCOPES = 10_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private SnapshotJson() {}

  /**
   * Writes UTF-8.
   *
   * @param redacted leaves out names of principals and scopes, origins and section contents
   */
  public static void write(Snapshot snapshot, OutputStream to, boolean redacted)
      throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(to)) {
      write(snapshot, json, redacted);
    }
  }

  /** The same, as text. */
  public static void write(Snapshot snapshot, Writer to, boolean redacted) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(to)) {
      write(snapshot, json, redacted);
    }
  }

  private static void write(Snapshot full, JsonGenerator json, boolean redacted)
      throws IOException {
    Snapshot snapshot = redacted ? Redaction.of(full) : full;
    json.writeStartObject();
    json.writeNumberField("schema", SCHEMA);
    json.writeNumberField("epochMillis", snapshot.epochMillis());
    json.writeStringField("time", Instant.ofEpochMilli(snapshot.epochMillis()).toString());
    json.writeBooleanField("redacted", redacted);
    json.writeNumberField("faults", snapshot.faults());
    json.writeObjectFieldStart("audit");
    json.writeNumberField("sequence", snapshot.auditHead().sequence());
    json.writeStringField("hash", snapshot.auditHead().hash());
    json.writeEndObject();
    scopes(json, snapshot.scopes());
    json.writeObjectFieldStart("sections");
    Tree tree = new Tree(json);
    for (Map.Entry<String, Object> section : snapshot.sections().entrySet()) {
      json.writeFieldName(section.getKey());
      tree.write(section.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void scopes(JsonGenerator json, List<Snapshot.ScopeView> scopes)
      throws IOException {
    int written = Math.min(scopes.size(), MOST_SCOPES);
    json.writeArrayFieldStart("scopes");
    for (Snapshot.ScopeView scope : scopes.subList(0, written)) {
      json.writeStartObject();
      json.writeStringField("path", scope.path());
      json.writeStringField("kind", scope.kind().label());
      json.writeStringField("name", scope.name());
      json.writeStringField("principal", scope.principal());
      json.writeArrayFieldStart("ledgers");
      for (Snapshot.LedgerView ledger : scope.ledgers()) {
        ledger(json, ledger);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("omittedScopes", scopes.size() - written);
  }

  private static void ledger(JsonGenerator json, Snapshot.LedgerView ledger) throws IOException {
    json.writeStartObject();
    json.writeStringField("resource", ledger.resource().label());
    json.writeNumberField("code", ledger.resource().code());
    json.writeStringField("unit", unit(ledger.resource().unit()));
    json.writeNumberField("used", ledger.used());
    json.writeNumberField("reserved", ledger.reserved());
    json.writeNumberField("total", ledger.total());
    json.writeNumberField("peak", ledger.peak());
    json.writeNumberField("debt", ledger.debt());
    json.writeNumberField("denied", ledger.denied());
    json.writeNumberField("wouldDeny", ledger.wouldDeny());
    json.writeNumberField("stallNanos", ledger.stallNanos());
    amount(json, "hard", ledger.hard());
    amount(json, "soft", ledger.soft());
    json.writeNumberField("windowNanos", ledger.windowNanos());
    json.writeFieldName("admission");
    json.writeString(ledger.admission() == null ? null : word(ledger.admission()));
    json.writeStringField("origin", ledger.origin());
    human(json, ledger);
    json.writeEndObject();
  }

  private static void amount(JsonGenerator json, String key, @Nullable Long amount)
      throws IOException {
    json.writeFieldName(key);
    if (amount == null) {
      json.writeNull();
    } else {
      json.writeNumber(amount.longValue());
    }
  }

  private static void human(JsonGenerator json, Snapshot.LedgerView ledger) throws IOException {
    Unit unit = ledger.resource().unit();
    Long hard = ledger.hard();
    json.writeObjectFieldStart("human");
    json.writeStringField("used", Human.text(unit, ledger.used()));
    json.writeStringField("hard", hard == null ? "-" : Human.text(unit, hard));
    json.writeStringField("peak", Human.text(unit, ledger.peak()));
    json.writeStringField("total", Human.text(unit, ledger.total()));
    json.writeEndObject();
  }

  /** The word for a unit in JSON, metrics and tables, such as {@code bytes}. */
  static String unit(Unit unit) {
    return word(unit);
  }

  /** A constant as a word: {@code POST_PAID} is {@code post-paid}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
