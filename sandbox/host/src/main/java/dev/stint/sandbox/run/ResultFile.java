package dev.stint.sandbox.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stint.ledger.Denied;
import dev.stint.sandbox.GuestValue;
import dev.stint.sandbox.RunOutcome;
import dev.stint.sandbox.RunResult;
import dev.stint.sandbox.RunUsage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Outcome and usage as a JSON file. It appears at once or not at all: written beside its place and
 * moved there.
 */
final class ResultFile {
  private static final int SCHEMA = 1;

  private ResultFile() {}

  static void write(Path file, RunResult result, int exitStatus, String engineState)
      throws IOException {
    Path place = file.toAbsolutePath();
    Path folder = place.getParent();
    if (folder == null) {
      throw new IOException("is a directory");
    }
    Path draft = Files.createTempFile(folder, ".stint-result", ".json");
    try {
      try (OutputStream out = Files.newOutputStream(draft);
          JsonGenerator json = new JsonFactory().createGenerator(out)) {
        json.useDefaultPrettyPrinter();
        write(json, result, exitStatus, engineState);
      }
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(
      JsonGenerator json, RunResult result, int exitStatus, String engineState) throws IOException {
    RunOutcome outcome = result.outcome();
    json.writeStartObject();
    json.writeNumberField("schema", SCHEMA);
    json.writeStringField("outcome", outcome.word());
    json.writeNumberField("exitStatus", exitStatus);
    json.writeStringField("code", outcome.code());
    json.writeStringField("message", outcome.message());
    if (outcome instanceof RunOutcome.Returned returned) {
      writeValues(json, returned);
    }
    if (outcome instanceof RunOutcome.LimitReached limit) {
      writeDenied(json, limit.denied());
    }
    writeUsage(json, result.usage());
    json.writeStringField("engine", engineState);
    json.writeEndObject();
  }

  private static void writeValues(JsonGenerator json, RunOutcome.Returned returned)
      throws IOException {
    json.writeArrayFieldStart("values");
    for (GuestValue value : returned.values()) {
      json.writeString(value.text());
    }
    json.writeEndArray();
  }

  private static void writeDenied(JsonGenerator json, Denied denied) throws IOException {
    json.writeObjectFieldStart("denied");
    json.writeStringField("principal", denied.principal());
    json.writeStringField("resource", denied.resource().label());
    json.writeNumberField("requested", denied.requested());
    json.writeNumberField("used", denied.used());
    json.writeNumberField("hard", denied.hard());
    json.writeStringField("at", denied.ledger().scope().path());
    json.writeStringField("profile", denied.origin());
    json.writeEndObject();
  }

  private static void writeUsage(JsonGenerator json, RunUsage usage) throws IOException {
    json.writeObjectFieldStart("usage");
    json.writeNumberField("fuel", usage.fuel());
    json.writeNumberField("fuelLimit", usage.fuelLimit());
    json.writeNumberField("memoryInitialBytes", usage.memoryInitialBytes());
    json.writeNumberField("memoryPeakBytes", usage.memoryPeakBytes());
    json.writeNumberField("memoryLimitBytes", usage.memoryLimitBytes());
    json.writeNumberField("deniedGrows", usage.deniedGrows());
    json.writeNumberField("hostCalls", usage.hostCalls());
    json.writeNumberField("wallNanos", usage.wallNanos());
    json.writeNumberField("cpuNanos", usage.cpuNanos());
    json.writeEndObject();
  }
}
