package dev.stint.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stint.profiles.host.Concurrency;
import dev.stint.profiles.host.Fact;
import dev.stint.profiles.host.HostSetting;
import dev.stint.profiles.host.ScopeAmounts;
import dev.stint.profiles.host.TargetPeers;
import dev.stint.profiles.origin.Overridden;
import dev.stint.profiles.origin.Sourced;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;

/** Writes a {@link HostReport} as one JSON object. */
final class HostJson {
  private final JsonGenerator json;

  private HostJson(JsonGenerator json) {
    this.json = json;
  }

  static void print(HostReport report, PrintWriter out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
    HostJson writer = new HostJson(json);
    json.writeStartObject();
    writer.facts(report);
    writer.concurrency(report);
    writer.scopes("autoScale", report.scaled().how(), HostReport.amounts(report.scaled()));
    TargetPeers peers = report.peers();
    if (peers != null) {
      String how = peers.peers() + ": " + peers.how();
      writer.scopes("peers", how, HostReport.amounts(peers));
    }
    json.writeEndObject();
    json.flush();
    out.println();
  }

  private void facts(HostReport report) throws IOException {
    json.writeObjectFieldStart("facts");
    for (Map.Entry<String, Fact> fact : report.factsByName().entrySet()) {
      json.writeObjectFieldStart(fact.getKey());
      if (fact.getValue().known()) {
        json.writeNumberField("value", fact.getValue().value());
      } else {
        json.writeNullField("value");
      }
      json.writeStringField("from", fact.getValue().from());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void concurrency(HostReport report) throws IOException {
    json.writeObjectFieldStart("concurrency");
    for (Map.Entry<HostSetting, Sourced<Integer>> each : report.settings().entrySet()) {
      Sourced<Integer> value = each.getValue();
      json.writeObjectFieldStart(each.getKey().key());
      source(value.value(), value.origin().label(), value.where());
      json.writeArrayFieldStart("overridden");
      for (Overridden<Integer> weaker : value.overridden()) {
        json.writeStartObject();
        source(weaker.value(), weaker.origin().label(), weaker.where());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeNumberField("warmInstances", report.concurrency().pool(false).warm());
    json.writeNumberField("singleStorePool", report.concurrency().pool(true).limit());
    json.writeNumberField("dispatchReserve", Concurrency.DISPATCH_RESERVE);
    json.writeArrayFieldStart("warnings");
    for (String warning : report.concurrency().warnings()) {
      json.writeString(warning);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void source(int value, String origin, String where) throws IOException {
    json.writeNumberField("value", value);
    json.writeStringField("origin", origin);
    json.writeStringField("where", where);
  }

  private void scopes(String name, String how, Map<String, ScopeAmounts> all) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("how", how);
    json.writeObjectFieldStart("scopes");
    for (Map.Entry<String, ScopeAmounts> scope : all.entrySet()) {
      json.writeObjectFieldStart(scope.getKey());
      for (Map.Entry<String, Long> field : HostReport.fields(scope.getValue()).entrySet()) {
        if (field.getValue() > 0) {
          json.writeNumberField(field.getKey(), field.getValue());
        }
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
