package dev.stint.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stint.profiles.diff.FieldChange;
import dev.stint.profiles.diff.ProfileDiff;
import dev.stint.profiles.diff.SectionDiff;
import dev.stint.profiles.diff.SectionDiff.SettingChange;
import java.io.IOException;
import java.io.PrintWriter;

/** Prints what differs between two profiles as JSON. */
final class DiffJson {
  private final JsonGenerator json;
  private final PrintWriter out;

  DiffJson(PrintWriter out) throws IOException {
    this.out = out;
    this.json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
  }

  void print(ProfileDiff diff) throws IOException {
    json.writeStartArray();
    for (SectionDiff section : diff.sections()) {
      section(section);
    }
    json.writeEndArray();
    json.flush();
    out.println();
  }

  private void section(SectionDiff section) throws IOException {
    json.writeStartObject();
    json.writeStringField("section", section.name());
    json.writeBooleanField("principal", section.isPrincipal());
    json.writeStringField("presence", DiffText.word(section.presence()));
    json.writeArrayFieldStart("settings");
    for (SettingChange change : section.settings()) {
      json.writeStartObject();
      json.writeStringField("name", change.name());
      json.writeStringField("before", change.before());
      json.writeStringField("after", change.after());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("limits");
    for (FieldChange change : section.limits()) {
      limit(change);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void limit(FieldChange change) throws IOException {
    json.writeStartObject();
    json.writeStringField("what", DiffText.word(change.what()));
    json.writeStringField("field", change.field());
    json.writeStringField("resource", change.resource().label());
    json.writeStringField("before", change.before() == null ? null : change.beforeText());
    json.writeStringField("after", change.after() == null ? null : change.afterText());
    if (!Double.isNaN(change.factor())) {
      json.writeNumberField("factor", change.factor());
    }
    json.writeStringField("direction", DiffText.word(change.direction()));
    json.writeEndObject();
  }
}
