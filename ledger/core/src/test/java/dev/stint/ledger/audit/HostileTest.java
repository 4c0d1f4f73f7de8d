package dev.stint.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.AuditHead;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that nobody's writer made: one clear error, in bounded time and memory. */
class HostileTest {
  @TempDir Path temp;
  private AuditDirectory dir;

  @BeforeEach
  void directory() {
    dir = new AuditDirectory(temp.resolve("audit"));
  }

  @Test
  void directoryThatIsNotThere_orEmpty_isNotReadable() throws Exception {
    fails("audit not readable [" + dir.path + "]: no such directory (STINT-T001)");
    Files.createDirectory(dir.path);
    fails("audit not readable [" + dir.path + "]: no segments (STINT-T001)");
  }

  @Test
  void hugeLine_isTooLong() throws Exception {
    Path segment = segmentAfterARecord("x".repeat(30_000) + "\n");

    fails("audit broken at [" + segment + ":3]: longer than [18688] bytes (STINT-T002)");
  }

  @Test
  void gigabytesWithoutALine_areNotReadToTheirEnd() throws Exception {
    Path segment = segmentAfterARecord("");
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    fails("audit broken at [" + segment + ":3]: longer than [18688] bytes (STINT-T002)");
  }

  @Test
  void garbage_isOneError() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      byte[] garbage = new byte[1 + random.nextInt(2_000)];
      random.nextBytes(garbage);
      AuditDirectory other = new AuditDirectory(Files.createDirectory(temp.resolve("g" + i)));
      boolean spill = random.nextBoolean();
      if (spill) {
        other.filled(1);
        garbage[0] = 'x';
      }
      Files.write(other.file(spill ? "audit.spill" : Segments.name(1)), garbage);

      assertThatThrownBy(other::verify)
          .as("seed %d", seed)
          .isInstanceOf(AuditException.class)
          .hasMessageStartingWith("audit ");
    }
  }

  @Test
  void fields_thatNoRecordHas_areNamed() throws Exception {
    for (String[] pair :
        new String[][] {
          {"a\tb\n", "expected [7] fields, found [2]"},
          {"2\t1\tDENIED\ta\tb\tc\td\te\n", "more than [7] fields"},
          {"2\t-1\tDENIED\ta\tb\tc\td\n", "the time is no number"},
          {"2\t1\tSTOLEN\ta\tb\tc\td\n", "unknown kind"},
          {"3\t1\tDENIED\ta\tb\tc\td\n", "expected record [2], found [3]"},
          {
            "99999999999999999999\t1\tDENIED\ta\tb\tc\td\n",
            "expected record [2], found [99999999999999999999]"
          },
          {"2\t1\tDENIED\ta\u001b\tb\tc\td\n", "a byte that is not printable"}
        }) {
      Path segment = segmentAfterARecord(pair[0]);

      fails("audit broken at [" + segment + ":3]: " + pair[1] + " (STINT-T002)");
      Files.delete(segment);
    }
  }

  @Test
  void segmentThatIsMissing_isAGap() throws Exception {
    dir.filled(10);
    dir.filled(10);
    dir.filled(10);
    Path second = dir.segments().get(1);
    Path third = dir.segments().get(2);
    long expected =
        AuditLine.number(second.getFileName().toString().substring(6, 25).replaceFirst("^0+", ""));
    long found =
        AuditLine.number(third.getFileName().toString().substring(6, 25).replaceFirst("^0+", ""));
    Files.delete(second);

    fails(
        "audit broken at ["
            + third
            + ":1]: expected record ["
            + expected
            + "], found ["
            + found
            + "] (STINT-T002)");
  }

  @Test
  void segmentThatIsNoRegularFile_isNotOpened() throws Exception {
    Files.createDirectories(dir.path);
    new ProcessBuilder("mkfifo", dir.file(Segments.name(1)).toString()).start().waitFor();
    Files.createDirectory(dir.file(Segments.name(2)));

    fails("audit not readable [" + dir.path + "]: no segments (STINT-T001)");
  }

  @Test
  void publishedHead_beforeTheFirstRecord_saysSo() throws Exception {
    AuditHead head = dir.filled(3);

    assertThatThrownBy(() -> AuditVerifier.verify(dir.path, head, new AuditHead(2, "0".repeat(64))))
        .isInstanceOf(AuditException.class);
    assertThatThrownBy(() -> dir.verify(new AuditHead(0, "f".repeat(64))))
        .hasMessage("audit [" + dir.path + "] does not go on from the published head (STINT-T003)");
    assertThat(dir.verify(new AuditHead(0, "0".repeat(64))).records()).isEqualTo(3);
  }

  private Path segmentAfterARecord(String more) throws IOException {
    if (dir.path.toFile().exists()) {
      for (String name : dir.names()) {
        Files.delete(dir.file(name));
      }
    }
    dir.filled(1);
    Path segment = dir.segments().get(0);
    Files.writeString(segment, more, StandardOpenOption.APPEND);
    return segment;
  }

  private void fails(String message) {
    assertThatThrownBy(dir::verify).isInstanceOf(AuditException.class).hasMessage(message);
  }
}
