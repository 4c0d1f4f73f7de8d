package dev.stint.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a report as JSON, with exact numbers. The form is versioned by the key {@code schema};
 * within one version keys are only added.
 */
public final class ReportJson {
  /** The version of the form. */
  public static final int SCHEMA = 1;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private ReportJson() {}

  /** Writes UTF-8 and does not close the target. */
  public static void write(Report report, OutputStream to) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(to)) {
      json.writeStartObject();
      json.writeNumberField("schema", SCHEMA);
      json.writeStringField("recording", report.recording());
      json.writeNumberField("fromMillis", report.fromMillis());
      json.writeNumberField("toMillis", report.toMillis());
      json.writeNumberField("events", report.events());
      json.writeFieldName("partial");
      json.writeString(report.partial());
      usage(json, report);
      denials(json, report);
      capsules(json, report);
      jdkEvents(json, report);
      gaps(json, report);
      json.writeNumberField("omitted", report.omitted());
      json.writeEndObject();
    }
  }

  private static void usage(JsonGenerator json, Report report) throws IOException {
    json.writeArrayFieldStart("usage");
    for (Report.Usage usage : report.usage()) {
      json.writeStartObject();
      json.writeStringField("scope", usage.scope());
      json.writeStringField("principal", usage.principal());
      json.writeStringField("resource", usage.resource());
      json.writeStringField("unit", usage.unit().toLowerCase(Locale.ROOT));
      json.writeNumberField("used", usage.used());
      json.writeFieldName("hard");
      if (usage.hard() < 0) {
        json.writeNull();
      } else {
        json.writeNumber(usage.hard());
      }
      json.writeNumberField("peak", usage.peak());
      json.writeNumberField("total", usage.total());
      json.writeNumberField("denied", usage.denied());
      json.writeNumberField("wouldDeny", usage.wouldDeny());
      json.writeNumberField("debt", usage.debt());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void denials(JsonGenerator json, Report report) throws IOException {
    json.writeArrayFieldStart("denials");
    for (Report.Denials denials : report.denials()) {
      json.writeStartObject();
      json.writeStringField("principal", denials.principal());
      json.writeStringField("resource", denials.resource());
      json.writeStringField("site", denials.site());
      json.writeNumberField("count", denials.count());
      json.writeStringField("code", denials.code());
      json.writeStringField("firstMessage", denials.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("suppressedDenials", report.suppressedDenials());
  }

  private static void capsules(JsonGenerator json, Report report) throws IOException {
    json.writeArrayFieldStart("capsuleRuns");
    for (Report.CapsuleRuns runs : report.capsules()) {
      json.writeStartObject();
      json.writeStringField("principal", runs.principal());
      json.writeNumberField("runs", runs.runs());
      json.writeNumberField("fuelInstructions", runs.fuel());
      json.writeNumberField("memoryPeakBytes", runs.memoryPeakBytes());
      json.writeNumberField("hostCalls", runs.hostCalls());
      json.writeNumberField("wallNanos", runs.nanos());
      counts(json, "outcomes", runs.outcomes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void jdkEvents(JsonGenerator json, Report report) throws IOException {
    json.writeArrayFieldStart("jdkEvents");
    for (Report.JdkEvents events : report.jdkEvents()) {
      json.writeStartObject();
      json.writeStringField("type", events.type());
      counts(json, "byPrincipal", events.byPrincipal());
      json.writeNumberField("notAttributed", events.notAttributed());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void gaps(JsonGenerator json, Report report) throws IOException {
    json.writeArrayFieldStart("coverageGaps");
    for (Report.Gap gap : report.gaps()) {
      json.writeStartObject();
      json.writeStringField("resource", gap.resource());
      json.writeStringField("hook", gap.hook());
      json.writeStringField("detail", gap.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void counts(JsonGenerator json, String key, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(key);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue().longValue());
    }
    json.writeEndObject();
  }
}
