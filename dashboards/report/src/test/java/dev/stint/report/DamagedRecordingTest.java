package dev.stint.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedRecordingTest {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  @TempDir private static Path folder;
  private static byte[] whole;

  @BeforeAll
  static void record() throws IOException {
    Path recording = folder.resolve("real.jfr");
    Recordings.aliceAndBob(recording);
    whole = Files.readAllBytes(recording);
  }

  private static Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("made.jfr"), content);
  }

  /** What came of it; anything but a report or a ReportException fails the test. */
  private static String outcome(byte[] content) throws IOException {
    try {
      Report report = Report.read(file(content), LONGEST);
      ReportText.render(report);
      Evidence.read(file(content), Duration.ofSeconds(1), LONGEST);
      return report.partial() == null ? "whole" : "partial";
    } catch (ReportException refused) {
      assertThat(refused.getMessage())
          .matches("[ -~]+")
          .matches(".*\\(STINT-R00[1234]\\)")
          .hasSizeLessThan(500);
      return "refused";
    }
  }

  @Test
  void file_thatDoesNotExist_isNamed() {
    assertThatThrownBy(() -> Report.read(Path.of("none.jfr")))
        .isInstanceOf(ReportException.class)
        .hasMessage("recording not readable [none.jfr]: no such file (STINT-R001)");
  }

  @Test
  void folder_isNotARecording() {
    assertThatThrownBy(() -> Report.read(folder))
        .hasMessage("recording not readable [" + folder + "]: not a regular file (STINT-R001)");
  }

  @Test
  void file_ofAnotherKind_isRefused() throws IOException {
    Path text = file("hello\n".repeat(50).getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> Report.read(text))
        .hasMessage("not a flight recording [" + text + "]: no header FLR (STINT-R002)");
  }

  @Test
  void file_thatIsEmpty_isRefused() throws IOException {
    Path empty = file(new byte[0]);

    assertThatThrownBy(() -> Report.read(empty))
        .hasMessage("not a flight recording [" + empty + "]: shorter than one header (STINT-R002)");
  }

  @Test
  void header_thatSaysItIsBeingWritten_isRefused() throws IOException {
    byte[] writing = whole.clone();
    writing[64] = (byte) 255;
    Path made = file(writing);

    assertThatThrownBy(() -> Report.read(made))
        .hasMessage(
            "not a flight recording ["
                + made
                + "]: a header says that it is being written (STINT-R002)");
  }

  @Test
  void copies_cutAnywhere_areRefused() throws IOException {
    for (int part = 0; part < 40; part++) {
      int length = (int) ((long) whole.length * part / 40);
      assertThat(outcome(Arrays.copyOf(whole, length)))
          .as("length %d", length)
          .isEqualTo("refused");
    }
    assertThat(outcome(Arrays.copyOf(whole, whole.length - 1))).isEqualTo("refused");
  }

  @Test
  void secondChunk_thatIsCut_givesAPartialReport() throws Exception {
    byte[] two = Arrays.copyOf(whole, whole.length * 2);
    System.arraycopy(whole, 0, two, whole.length, whole.length);

    for (int missing : new int[] {1, whole.length / 2, whole.length - 68, whole.length - 5}) {
      Path cut = file(Arrays.copyOf(two, two.length - missing));

      Report report = Report.read(cut, LONGEST);

      assertThat(report.partial()).as("missing %d", missing).isNotNull();
      assertThat(report.usage()).extracting(Report.Usage::scope).contains("system/alice");
      assertThat(ReportText.render(report)).contains("PARTIAL: the rest could not be read [");
    }
  }

  @Test
  void copies_withDamagedBytes_giveAReportOrARefusal() throws IOException {
    long seed = System.nanoTime();
    System.out.println("DamagedRecordingTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      outcome(damaged);
    }
  }

  @Test
  void parser_thatNeverEnds_isGivenUp() {
    Object never = new Object();

    assertThatThrownBy(
            () ->
                Watchdog.call(
                    () -> {
                      synchronized (never) {
                        never.wait();
                      }
                      throw new IllegalStateException();
                    },
                    Duration.ofMillis(20),
                    "made.jfr"))
        .hasMessage("recording not read in time [made.jfr]: limit [20ms] (STINT-R004)");
  }
}
