package dev.stint.ledger.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JfrEventsTest {
  @Test
  @Tag("C-A9")
  @Tag("C-E7")
  void recording_holdsDenialsUsageAndTheSuppressedCount(@TempDir Path folder) throws Exception {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(8));
    JfrEvents events = JfrEvents.start(ledgers);
    Scope alice = ledgers.principal("alice");
    ledgers
        .binder("test")
        .bind(alice, Resource.THREADS, Limit.hard(1).from("p.yaml:3 threadLimit"));
    Path file = folder.resolve("rec.jfr");

    try (Recording recording = new Recording()) {
      recording.enable("stint.Denial");
      recording.enable("stint.Usage").withPeriod(java.time.Duration.ofDays(1));
      recording.start();
      alice.charge(Resource.THREADS, 1);
      for (int i = 0; i < 3 * JfrEvents.DENIALS_PER_SECOND; i++) {
        alice.charge(Resource.THREADS, 1);
      }
      new UsageWriter(ledgers, events).write();
      recording.dump(file);
    }

    List<RecordedEvent> recorded = RecordingFile.readAllEvents(file);
    List<RecordedEvent> denials = named(recorded, "stint.Denial");
    assertThat(denials.get(0).getString("message"))
        .startsWith("exceeded limit: principal [alice] threads, requested [1], used [1], hard [1]");
    assertThat(denials.get(0).getStackTrace()).isNotNull();
    long suppressed = named(recorded, "stint.Suppression").get(0).getLong("count");
    assertThat(denials.size() + suppressed).isEqualTo(3L * JfrEvents.DENIALS_PER_SECOND);
    assertThat(named(recorded, "stint.Usage"))
        .anySatisfy(
            usage -> {
              assertThat(usage.getString("principal")).isEqualTo("alice");
              assertThat(usage.getLong("hard")).isEqualTo(1);
              assertThat(usage.getLong("denied")).isEqualTo(150);
            });
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream().filter(e -> e.getEventType().getName().equals(name)).toList();
  }
}
