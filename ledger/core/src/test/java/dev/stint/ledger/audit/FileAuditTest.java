package dev.stint.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditSink;
import dev.stint.ledger.AuditUnavailable;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuditTest {
  @TempDir Path temp;
  private AuditDirectory dir;

  @BeforeEach
  void directory() {
    dir = new AuditDirectory(temp.resolve("audit"));
  }

  @Test
  void everyKind_isOneRecordWithItsFields() throws Exception {
    try (FileAudit audit = dir.open()) {
      for (AuditKind kind : AuditKind.values()) {
        audit.append(kind, "system/alice", "threads", "of " + kind);
      }
    }

    assertThat(dir.records())
        .extracting(r -> r[0] + ' ' + r[2] + ' ' + r[3] + ' ' + r[4] + ' ' + r[5])
        .containsExactly(
            "1 PROFILE_BOUND system/alice threads of PROFILE_BOUND",
            "2 DENIED system/alice threads of DENIED",
            "3 GRANTED system/alice threads of GRANTED",
            "4 DONATION system/alice threads of DONATION",
            "5 REVOKED system/alice threads of REVOKED",
            "6 CLEANUP system/alice threads of CLEANUP",
            "7 RECOVERY system/alice threads of RECOVERY",
            "8 PROFILE_CHANGED system/alice threads of PROFILE_CHANGED");
    assertThat(dir.verify().records()).isEqualTo(8);
  }

  @Test
  @Tag("C-A1")
  void limitThatIsBound_isOnDisk() throws Exception {
    try (FileAudit audit = dir.open()) {
      Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, audit);
      ledgers
          .binder("test")
          .bind(ledgers.principal("alice"), Resource.THREADS, Limit.hard(4).from("p.yaml:3"));
    }

    assertThat(dir.details(AuditKind.PROFILE_BOUND))
        .singleElement()
        .asString()
        .contains("hard 4")
        .contains("p.yaml:3");
  }

  @Test
  void reopened_goesOnFromItsHead() throws Exception {
    AuditHead first = dir.filled(13);
    AuditHead second = dir.filled(9);

    assertThat(first.sequence()).isEqualTo(13);
    assertThat(second.sequence()).isEqualTo(22);
    AuditVerifier.Result result = dir.verify(second);
    assertThat(result.records()).isEqualTo(22);
    assertThat(result.head()).isEqualTo(second);
    assertThat(dir.verify(first).head()).isEqualTo(second);
  }

  @Test
  @Tag("A-41")
  void segments_areBoundedInEntriesAndBytes() throws Exception {
    try (FileAudit audit = dir.open()) {
      for (int i = 0; i < 40; i++) {
        audit.append(AuditKind.CLEANUP, "system", "threads", "x".repeat(i % 3 * 500));
      }
      for (int i = 0; i < 40; i++) {
        audit.append(AuditKind.CLEANUP, "\u0001".repeat(1024), "\u0001".repeat(1024), "n" + i);
      }
    }

    assertThat(dir.segments()).hasSizeGreaterThan(10);
    for (Path segment : dir.segments()) {
      assertThat(Files.readAllLines(segment)).hasSizeBetween(2, 11);
      assertThat(segment).satisfies(s -> assertThat(Files.size(s)).isLessThanOrEqualTo(65_536));
    }
    assertThat(dir.verify().records()).isEqualTo(80);
  }

  @Test
  @Tag("A-41")
  void longTexts_areCutTo1024Bytes_andSaySo() throws Exception {
    try (FileAudit audit = dir.open()) {
      audit.append(AuditKind.DENIED, "s", "é".repeat(2_000), "x".repeat(1_024));
    }

    String[] record = dir.records().get(0);
    assertThat(record[4]).isEqualTo("\\u00e9".repeat(508) + "...[cut]");
    assertThat(record[5]).isEqualTo("x".repeat(1_024));
  }

  @Test
  void textsOfGuests_cannotEndAFieldOrALine() throws Exception {
    try (FileAudit audit = dir.open()) {
      audit.append(AuditKind.DENIED, "s", "a\tb\nc\\u0009\u001b[2J", "\ud800");
    }

    assertThat(dir.records().get(0)[4]).isEqualTo("a\\u0009b\\u000ac\\\\u0009\\u001b[2J");
    assertThat(dir.records().get(0)[5]).isEqualTo("\\ud800");
    assertThat(dir.verify().records()).isEqualTo(1);
  }

  @Test
  void files_areForTheirOwnerAlone() throws Exception {
    dir.filled(11);

    assertThat(dir.names())
        .contains("audit-0000000000000000001.log", "audit.lock", "audit.spill")
        .hasSizeGreaterThan(3);
    for (String name : dir.names()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.file(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.path)))
        .isEqualTo("rwx------");
  }

  @Test
  void secondWriter_isRefused() throws Exception {
    try (FileAudit audit = dir.open()) {
      assertThatThrownBy(() -> dir.open())
          .isInstanceOf(AuditException.class)
          .hasMessage("audit in use by another writer [" + dir.path + "] (STINT-T006)");
      assertThat(audit.append(AuditKind.DENIED, "s", "t", "u")).isEqualTo(1);
    }
    dir.filled(1);
  }

  @Test
  void segmentThatIsALink_isNotWrittenTo() throws Exception {
    Files.createDirectories(dir.path);
    Path elsewhere = Files.createFile(temp.resolve("elsewhere"));
    Files.createSymbolicLink(dir.file("audit.spill"), elsewhere);

    assertThatThrownBy(() -> dir.open())
        .isInstanceOf(AuditException.class)
        .hasMessage("audit not opened [" + dir.path + "]: not a regular file (STINT-T008)");
    assertThat(elsewhere).isEmptyFile();
  }

  @Test
  void directoryThatCannotBeMade_isNotOpened() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(() -> FileAudit.open(file))
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "audit not opened ["
                + file
                + "]: java.nio.file.FileAlreadyExistsException (STINT-T008)");
  }

  @Test
  void afterClose_mandatoryIsRefused_andTheRestShed() throws Exception {
    FileAudit audit = dir.open();
    audit.close();

    assertThat(audit.offer(AuditKind.REVOKED, "s", "t", "u")).isEqualTo(AuditSink.REFUSED);
    assertThat(audit.offer(AuditKind.DENIED, "s", "t", "u")).isEqualTo(AuditSink.SHED);
    assertThatThrownBy(() -> audit.append(AuditKind.REVOKED, "system/a", "t", "u"))
        .isInstanceOf(AuditUnavailable.class)
        .hasMessage(
            "audit refused: [REVOKED] at [system/a], [audit is closed]; nothing was changed"
                + " (STINT-T005)");
    AuditDirectory.conserves(audit);
  }

  @Test
  void manyThreads_loseNothing_andKeepTheirOrder() throws Exception {
    int threads = 8;
    int each = 500;
    AuditOptions patient =
        AuditDirectory.SMALL
            .withSegments(500, AuditOptions.SMALLEST_SEGMENT_BYTES)
            .withRoom(64, 8, 1 << 20)
            .withTimes(60_000, 1, 60_000);
    try (FileAudit audit = dir.open(patient)) {
      List<Thread> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String scope = "system/t" + t;
        all.add(new Thread(() -> appendMany(audit, scope, each)));
      }
      all.forEach(Thread::start);
      for (Thread thread : all) {
        thread.join();
      }
      AuditDirectory.conserves(audit);
      assertThat(audit.health().emergencies()).isZero();
    }

    assertThat(dir.verify().records()).isEqualTo(threads * each);
    List<String[]> records = dir.records();
    for (int t = 0; t < threads; t++) {
      String scope = "system/t" + t;
      assertThat(records.stream().filter(r -> r[3].equals(scope)).map(r -> r[5]).toList())
          .containsExactlyElementsOf(
              java.util.stream.IntStream.range(0, each).mapToObj(i -> "n" + i).toList());
    }
  }

  private static void appendMany(FileAudit audit, String scope, int records) {
    for (int i = 0; i < records; i++) {
      audit.append(i % 2 == 0 ? AuditKind.DENIED : AuditKind.CLEANUP, scope, "threads", "n" + i);
    }
  }
}
