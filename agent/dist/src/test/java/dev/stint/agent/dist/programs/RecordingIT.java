package dev.stint.agent.dist.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of an unmodified program says who used what and who worked when. */
class RecordingIT {
  private static final String RUBY =
      "5.times.map { Thread.new { t = Time.now; 1 while Time.now - t < 0.3 } }.each(&:join)";

  @TempDir Path folder;

  @Test
  void jruby_recorded_showsUsageBindingAndSpansOfItsPrincipal() throws Exception {
    Path recording = folder.resolve("rec.jfr");
    Path profile =
        Files.writeString(
            folder.resolve("p.yaml"),
            """
            schema: 1
            profileId: p
            principals:
              ruby:
                match:
                  codeSources: ["**/jruby.jar"]
                limits:
                  threadLimit: 100
            """);

    List<String> command =
        List.of(
            "-XX:StartFlightRecording=filename=" + recording,
            Program.agent("profile=" + profile),
            "-jar",
            Program.jar("jruby.jar"),
            "-e",
            RUBY);
    try (Program program = Program.start(folder, command)) {
      assertThat(program.await()).as(program.err()).isZero();
    }

    List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
    assertThat(of(events, "stint.Usage"))
        .filteredOn(usage -> usage.getString("principal").equals("ruby"))
        .extracting(usage -> usage.getString("resource"))
        .contains("threads", "heap.allocated");
    assertThat(of(events, "stint.PrincipalScope"))
        .filteredOn(span -> span.getString("principal").equals("ruby"))
        .anyMatch(span -> span.getDuration().toMillis() >= 250);
    assertThat(of(events, "stint.ProfileBound"))
        .extracting(bound -> bound.getString("origin"))
        .contains("p.yaml:8 threadLimit");
  }

  private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
    return events.stream().filter(e -> e.getEventType().getName().equals(type)).toList();
  }
}
