package dev.stint.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
  @TempDir Path temp;
  private AuditDirectory dir;

  @BeforeEach
  void directory() {
    dir = new AuditDirectory(temp.resolve("audit"));
  }

  @Test
  void tornLine_isKeptAside_andSaidInTheChain() throws Exception {
    dir.filled(3);
    Path segment = dir.segments().get(0);
    Files.writeString(segment, "4\t17", StandardOpenOption.APPEND);
    assertThatThrownBy(dir::verify)
        .isInstanceOf(AuditException.class)
        .hasMessage("audit torn at [" + segment + ":5]: the line has no end (STINT-T004)");

    dir.open().close();

    assertThat(dir.file("torn-4-1")).hasContent("4\t17");
    assertThat(dir.records()).hasSize(4);
    assertThat(dir.records().get(3))
        .contains("RECOVERY", "audit.torn", "kept 4 bytes of a line without end in torn-4-1");
    dir.verify();
  }

  @Test
  void cutAnywhere_goesOnFromTheWholeLines_orIsRefused() throws Exception {
    dir.filled(3);
    byte[] whole = Files.readAllBytes(dir.segments().get(0));
    int header = indexOfLine(whole, 1);
    for (int cut = 0; cut < whole.length; cut += 7) {
      AuditDirectory other = new AuditDirectory(Files.createDirectory(temp.resolve("cut" + cut)));
      Path segment = other.file("audit-0000000000000000001.log");
      byte[] left = Arrays.copyOf(whole, cut);
      Files.write(segment, left);
      if (cut < header) {
        assertThatThrownBy(other::open)
            .hasMessage(
                "audit broken at [" + segment + ":1]: not the header of this segment (STINT-T002)");
        assertThat(segment).hasBinaryContent(left);
        continue;
      }
      other.open().close();
      boolean torn = left[cut - 1] != '\n';
      assertThat(other.details(AuditKind.RECOVERY)).hasSize(torn ? 1 : 0);
      assertThat(other.details(AuditKind.CLEANUP))
          .isEqualTo(List.of("n0", "n1", "n2").subList(0, lines(left) - 1));
      other.verify();
    }
  }

  private static int indexOfLine(byte[] bytes, int line) {
    int at = 0;
    for (int lines = 0; lines < line; at++) {
      lines += bytes[at] == '\n' ? 1 : 0;
    }
    return at;
  }

  private static int lines(byte[] bytes) {
    int lines = 0;
    for (byte b : bytes) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }

  @Test
  void tailOfZeroBytes_asAfterALossOfPower_isTorn() throws Exception {
    dir.filled(3);
    Files.write(dir.segments().get(0), new byte[40_000], StandardOpenOption.APPEND);

    dir.open().close();

    assertThat(dir.file("torn-4-1")).hasSize(40_000);
    assertThat(dir.details(AuditKind.RECOVERY)).hasSize(1);
    dir.verify();
  }

  @Test
  void brokenTail_isNotContinued_andNotTouched() throws Exception {
    dir.filled(3);
    Path segment = dir.segments().get(0);
    byte[] bytes = Files.readString(segment).replace("n1", "n7").getBytes();
    Files.write(segment, bytes);

    assertThatThrownBy(dir::open)
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "audit broken at ["
                + segment
                + ":3]: record [2] does not follow from the one before it (STINT-T002)");
    assertThat(segment).hasBinaryContent(bytes);
    AuditException again = null;
    try {
      dir.open();
    } catch (AuditException e) {
      again = e;
    }
    assertThat(again).as("the lock was given back").extracting("code").isEqualTo("STINT-T002");
  }

  @Test
  void keptAsideButNotSaid_isSaidAtTheNextOpening() throws Exception {
    dir.filled(3);
    Files.writeString(dir.file("torn-4-1.part"), "4\t1");

    dir.open().close();

    assertThat(dir.details(AuditKind.RECOVERY))
        .containsExactly("kept 3 bytes of a line without end in torn-4-1");
    assertThat(dir.file("torn-4-1")).exists();
    assertThat(dir.file("torn-4-1.part")).doesNotExist();
  }

  @Test
  @Tag("O-8")
  void crashInAnEmergency_losesNothingThatWasSpilled() throws Exception {
    AuditDirectory crashed = new AuditDirectory(Files.createDirectory(temp.resolve("crashed")));
    AuditHead published = spilledAndCopiedTo(crashed);

    assertThat(crashed.verify(published).head()).isEqualTo(published);
    crashed.open().close();

    assertThat(crashed.details(AuditKind.REVOKED)).containsExactly("n0", "n1", "n2");
    assertThat(crashed.verify(published).records()).isEqualTo(published.sequence());
    assertThat(Files.readAllBytes(crashed.file("audit.spill"))).containsOnly(0);
  }

  @Test
  @Tag("O-8")
  void crashWhileSpilling_keepsTheTornLineAside() throws Exception {
    AuditDirectory crashed = new AuditDirectory(Files.createDirectory(temp.resolve("crashed")));
    AuditHead published = spilledAndCopiedTo(crashed);
    Path spill = crashed.file("audit.spill");
    byte[] bytes = Files.readAllBytes(spill);
    int end = bytes.length;
    while (bytes[end - 1] == 0) {
      end--;
    }
    Files.write(spill, Arrays.copyOf(Arrays.copyOf(bytes, end - 9), bytes.length));
    assertThatThrownBy(crashed::verify).isInstanceOf(AuditException.class);

    crashed.open().close();

    assertThat(crashed.details(AuditKind.RECOVERY)).last().asString().startsWith("kept ");
    crashed.verify();
    assertThat(crashed.verify().head().hash()).isNotEqualTo(published.hash());
  }

  @Test
  @Tag("O-8")
  void crashBetweenDrainAndClear_putsNothingTwice() throws Exception {
    AuditDirectory crashed = new AuditDirectory(Files.createDirectory(temp.resolve("crashed")));
    AuditHead published = spilledAndCopiedTo(crashed);
    byte[] spill = Files.readAllBytes(crashed.file("audit.spill"));
    crashed.open().close();
    Files.write(crashed.file("audit.spill"), spill);

    assertThat(crashed.verify(published).head()).isEqualTo(published);
    crashed.open().close();

    assertThat(crashed.details(AuditKind.REVOKED)).containsExactly("n0", "n1", "n2");
    crashed.verify(published);
  }

  @Test
  @Tag("O-8")
  void spilledButNoRoomInSegments_isNotOpened_andKept() throws Exception {
    AuditDirectory crashed = new AuditDirectory(Files.createDirectory(temp.resolve("crashed")));
    AuditHead published = spilledAndCopiedTo(crashed);

    assertThatThrownBy(
            () -> crashed.open(AuditDirectory.SMALL.withDisk(64 << 20, Long.MAX_VALUE / 2)))
        .isInstanceOf(AuditException.class)
        .hasMessageMatching(
            "audit not opened \\[.*]: less than \\d+ bytes are free \\(STINT-T008\\)");
    assertThat(crashed.verify(published).head()).isEqualTo(published);
    crashed.open().close();
    assertThat(crashed.details(AuditKind.REVOKED)).hasSize(3);
  }

  private AuditHead spilledAndCopiedTo(AuditDirectory crashed) throws Exception {
    FaultyFiles files = new FaultyFiles(dir.path);
    try (FileAudit audit =
        dir.open(files, AuditDirectory.SMALL.withTimes(0, 3_600_000, 3_600_000))) {
      files.segmentsFail = true;
      for (int i = 0; i < 3; i++) {
        audit.append(AuditKind.REVOKED, "system/a", "threads", "n" + i);
        assertThat(audit.flush(AuditDirectory.SOON_MILLIS)).isTrue();
      }
      AuditDirectory.copy(dir.path, crashed.path);
      return audit.head();
    }
  }

  @Test
  void spillFile_isWrittenInFullBeforehand() throws Exception {
    dir.filled(1);
    assertThat(dir.file("audit.spill")).hasSize(AuditDirectory.SMALL.spillBytes());

    Path spill = dir.file("audit.spill");
    try (FileChannel channel = FileChannel.open(spill, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {7}), 500);
    }
    dir.filled(1);
    assertThat(Files.readAllBytes(spill)).containsOnly(0);
  }
}
