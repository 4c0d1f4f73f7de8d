package dev.stint.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stint.ledger.Admission;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfilePrinter;
import dev.stint.profiles.explain.ExplainedLimit;
import dev.stint.profiles.explain.ExplainedSection;
import dev.stint.profiles.origin.Origin;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Prints an explanation as JSON. For one use. */
final class ExplainJson {
  private final Matrix matrix;
  private final JsonGenerator json;
  private final PrintWriter out;

  ExplainJson(Matrix matrix, PrintWriter out) throws IOException {
    this.matrix = matrix;
    this.out = out;
    this.json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
  }

  void print(ProfileDocument document, List<ExplainedSection> sections) throws IOException {
    json.writeStartObject();
    json.writeStringField("profileId", document.profileId());
    json.writeStringField("versionId", document.versionId());
    json.writeNumberField("epoch", document.epoch());
    json.writeStringField("source", document.source());
    json.writeArrayFieldStart("sections");
    for (ExplainedSection section : sections) {
      section(section);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
    out.println();
  }

  private void section(ExplainedSection section) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", section.kind().toString());
    json.writeStringField("name", section.name());
    json.writeStringField("parent", section.parent());
    json.writeStringField("networkProfile", section.networkProfile());
    json.writeStringField("launcherProfile", section.launcherProfile());
    json.writeArrayFieldStart("exempt");
    for (Resource resource : section.exempt()) {
      json.writeString(resource.profileField());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("limits");
    for (ExplainedLimit limit : section.limits()) {
      limit(limit);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void limit(ExplainedLimit limit) throws IOException {
    Resource resource = limit.resource();
    json.writeStartObject();
    json.writeStringField("field", limit.field());
    json.writeStringField("resource", resource.label());
    json.writeStringField("unit", DiffText.word(resource.unit()));
    amounts(limit.limit().value());
    value(resource, limit.limit().value(), limit.limit().origin(), limit.limit().where());
    json.writeStringField("inheritedFrom", limit.inheritedFrom());
    json.writeArrayFieldStart("overrode");
    for (var other : limit.limit().overridden()) {
      json.writeStartObject();
      json.writeStringField("field", ProfilePrinter.field(resource, other.value()));
      value(resource, other.value(), other.origin(), other.where());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("tighter");
    for (var above : limit.tighter()) {
      json.writeStartObject();
      json.writeStringField("section", above.section());
      json.writeStringField("field", ProfilePrinter.field(resource, above.limit().value()));
      value(resource, above.limit().value(), above.limit().origin(), above.limit().where());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("enforced", matrix.enforcement(resource));
    json.writeEndObject();
  }

  /** In the unit of the resource. */
  private void amounts(Limit limit) throws IOException {
    json.writeNumberField("hard", limit.hard());
    if (limit.soft() != Limit.NO_SOFT) {
      json.writeNumberField("soft", limit.soft());
    }
    if (limit.windowNanos() > 0) {
      json.writeNumberField("windowNanos", limit.windowNanos());
    }
    if (limit.burst() > 0) {
      json.writeNumberField("burst", limit.burst());
    }
    if (limit.admission() == Admission.WAITING) {
      json.writeNumberField("maxWaitNanos", limit.maxWaitNanos());
    }
  }

  private void value(Resource resource, Limit limit, Origin origin, String where)
      throws IOException {
    json.writeStringField("value", ProfilePrinter.value(resource, limit));
    json.writeStringField("origin", origin.label());
    json.writeStringField("where", where);
  }
}
