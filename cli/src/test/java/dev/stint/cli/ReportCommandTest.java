package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.jfr.DenialEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir Path folder;

  @Test
  void recording_isReported_asTextAndAsJson() throws IOException {
    String file = recording().toString();

    assertThat(Typed.stint("report", file).out())
        .startsWith("recording " + file + "\n")
        .contains("denials\n  PRINCIPAL");
    assertThat(Typed.stint("report", "--json", file).out())
        .startsWith("{\"schema\":1,")
        .endsWith("}\n");
  }

  @Test
  void denial_failsOnlyWhenAsked() throws IOException {
    String file = recording().toString();

    assertThat(Typed.stint("report", file).status()).isZero();
    assertThat(Typed.stint("report", "--fail-on-denial", file).status()).isEqualTo(1);
  }

  @Test
  void missingFile_is66() {
    Typed typed = Typed.stint("report", "gone.jfr");

    assertThat(typed.err())
        .isEqualTo("recording not readable [gone.jfr]: no such file (STINT-R001)\n");
    assertThat(typed.status()).isEqualTo(66);
  }

  @Test
  void otherFile_is65() throws IOException {
    Path file = Files.writeString(folder.resolve("x.jfr"), "not a recording");
    Typed typed = Typed.stint("report", file.toString());

    assertThat(typed.err())
        .startsWith("not a flight recording [" + file + "]: ")
        .endsWith("(STINT-R002)\n");
    assertThat(typed.status()).isEqualTo(65);
  }

  private Path recording() throws IOException {
    Path file = folder.resolve("rec.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(DenialEvent.class);
      recording.start();
      DenialEvent event = new DenialEvent();
      event.commit();
      recording.stop();
      recording.dump(file);
    }
    return file;
  }
}
