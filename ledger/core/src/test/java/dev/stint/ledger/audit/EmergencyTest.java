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
import dev.stint.ledger.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("O-8")
class EmergencyTest {
  private static final long SOON = AuditDirectory.SOON_MILLIS;
  private static final AuditOptions OPTIONS = AuditDirectory.SMALL.withTimes(0, 1, 3_600_000);

  @TempDir Path temp;
  private AuditDirectory dir;
  private FaultyFiles files;

  @BeforeEach
  void directory() throws Exception {
    dir = new AuditDirectory(temp.resolve("audit"));
    files = new FaultyFiles(dir.path);
  }

  @Test
  @Tag("P85")
  @Tag("C-K5")
  void failingDisk_spillsWhatIsMandatory_shedsAndCountsTheRest_andHeals() throws Exception {
    try (FileAudit audit = dir.open(files, OPTIONS)) {
      audit.append(AuditKind.GRANTED, "system/a", "threads", "before");
      assertThat(audit.flush(SOON)).isTrue();
      files.segmentsFail = true;
      audit.append(AuditKind.REVOKED, "system/a", "threads", "first");
      assertThat(audit.flush(SOON)).isTrue();

      assertThat(audit.health().mode()).isEqualTo(AuditMode.EMERGENCY);
      assertThat(audit.health().reason()).isEqualTo("No space left on device");
      for (int i = 0; i < 5; i++) {
        assertThat(audit.offer(AuditKind.DENIED, "system/a", "threads", "d"))
            .isEqualTo(AuditSink.SHED);
      }
      long second = audit.append(AuditKind.CLEANUP, "system/a", "threads", "second");
      assertThat(audit.flush(SOON)).isTrue();
      AuditHead inSpill = audit.head();
      assertThat(inSpill.sequence()).isGreaterThanOrEqualTo(second);
      assertThat(audit.health().spilled()).isGreaterThanOrEqualTo(3);
      AuditDirectory.conserves(audit);

      files.heal();
      assertThat(audit.awaitCalm(SOON)).isTrue();
      AuditHealth after = audit.health();
      assertThat(after.mode()).isEqualTo(AuditMode.NORMAL);
      assertThat(after.spilled()).isZero();
      assertThat(after.shed()).isEqualTo(5);
      AuditDirectory.conserves(audit);
      assertThat(dir.verify(inSpill).head()).isEqualTo(audit.head());
    }

    AuditVerifier.Result result = dir.verify();
    assertThat(result.shed()).isEqualTo(5);
    assertThat(result.refused()).isZero();
    assertThat(dir.details(AuditKind.REVOKED)).containsExactly("first");
    assertThat(dir.details(AuditKind.CLEANUP)).containsExactly("second");
    List<String> own = dir.details(AuditKind.RECOVERY);
    assertThat(own.get(0)).isEqualTo("began, No space left on device");
    assertThat(own.get(own.size() - 2)).startsWith("step ").contains(", shed 5, refused 0, hash ");
    assertThat(own.get(own.size() - 1)).startsWith("ended after ");
  }

  @Test
  void failingForce_writesNothingTwice() throws Exception {
    try (FileAudit audit = dir.open(files, OPTIONS)) {
      files.forceFails = true;
      audit.append(AuditKind.REVOKED, "s", "t", "once");
      assertThat(audit.flush(SOON)).isTrue();
      assertThat(audit.health().spilled()).isPositive();
      files.heal();
      assertThat(audit.awaitCalm(SOON)).isTrue();
    }

    assertThat(dir.details(AuditKind.REVOKED)).containsExactly("once");
    dir.verify();
  }

  @Test
  void failingRoll_isAnEmergency() throws Exception {
    try (FileAudit audit = dir.open(files, OPTIONS)) {
      files.rollFails = true;
      for (int i = 0; i < 12; i++) {
        audit.append(AuditKind.REVOKED, "s", "t", "n" + i);
        assertThat(audit.flush(SOON)).isTrue();
      }
      assertThat(audit.health().mode()).isEqualTo(AuditMode.EMERGENCY);
      files.heal();
      assertThat(audit.awaitCalm(SOON)).isTrue();
    }

    assertThat(dir.details(AuditKind.REVOKED)).hasSize(12);
    dir.verify();
  }

  @Test
  @Tag("C-K5")
  void diskBelowItsReserve_isAnEmergency_beforeItIsFull() throws Exception {
    try (FileAudit audit = dir.open(files, OPTIONS.withDisk(64 << 20, 1 << 20))) {
      files.usable = 1 << 20;
      audit.append(AuditKind.REVOKED, "s", "t", "u");
      assertThat(audit.flush(SOON)).isTrue();
      assertThat(audit.health().reason()).isEqualTo("less than 1048576 bytes are free");
      files.heal();
      assertThat(audit.awaitCalm(SOON)).isTrue();
    }
    dir.verify();
  }

  @Test
  @Tag("A-41")
  void total_isABound_untilSegmentsAreMovedAway_andNothingIsDeleted() throws Exception {
    AuditOptions narrow = OPTIONS.withDisk(200_000, 0);
    Path archive = Files.createDirectory(temp.resolve("archive"));
    AuditHead moved;
    try (FileAudit audit = dir.open(files, narrow)) {
      String long1 = "\u0001".repeat(1_000);
      while (audit.health().mode() == AuditMode.NORMAL) {
        audit.append(AuditKind.REVOKED, "s", "t", long1);
        assertThat(audit.flush(SOON)).isTrue();
      }
      assertThat(audit.health().reason()).isEqualTo("total of 200000 bytes is reached");
      assertThat(dir.verify().head()).isEqualTo(audit.head());

      List<Path> segments = dir.segments();
      assertThat(segments.size()).isGreaterThan(1);
      for (Path old : segments.subList(0, segments.size() - 1)) {
        Files.move(old, archive.resolve(old.getFileName()));
      }
      assertThat(audit.awaitCalm(SOON)).isTrue();
      moved = AuditVerifier.verify(archive, null, null).head();
    }

    AuditVerifier.Result rest = AuditVerifier.verify(dir.path, moved, null);
    assertThat(rest.before()).isEqualTo(moved);
    assertThatThrownBy(dir::verify)
        .isInstanceOf(AuditException.class)
        .hasMessageEndingWith(
            ":1]: expected record [1], found [" + (moved.sequence() + 1) + "] (STINT-T002)");
  }

  @Test
  @Tag("P85")
  void reservedRoomUsedUp_refuses_andTheStateStays() throws Exception {
    try (FileAudit audit = dir.open(files, OPTIONS)) {
      Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, audit);
      Scope alice = ledgers.principal("alice");
      ledgers.binder("test").bind(alice, Resource.THREADS, Limit.hard(4));
      assertThat(audit.flush(SOON)).isTrue();
      files.segmentsFail = true;
      files.spillFails = true;
      while (audit.offer(AuditKind.REVOKED, "s", "t", "u") != AuditSink.REFUSED) {
        AuditDirectory.conserves(audit);
      }

      assertThatThrownBy(() -> ledgers.binder("test").bind(alice, Resource.THREADS, Limit.hard(9)))
          .isInstanceOf(AuditUnavailable.class)
          .hasMessageStartingWith("audit refused: [PROFILE_BOUND] at [system/alice], [")
          .hasMessageEndingWith("]; nothing was changed (STINT-T005)");
      assertThat(alice.ledger(Resource.THREADS).limit().hard()).isEqualTo(4);
      AuditDirectory.conserves(audit);

      files.heal();
      assertThat(audit.awaitCalm(SOON)).isTrue();
      assertThat(audit.health().refused()).isEqualTo(2);
    }
    assertThat(dir.verify().refused()).isEqualTo(2);
  }

  @Test
  void spillFileThatIsFull_leavesTheRoomInMemory_thenRefuses() throws Exception {
    try (FileAudit audit = dir.open(files, OPTIONS.withRoom(8, 8, 600))) {
      files.segmentsFail = true;
      long accepted = 0;
      while (audit.offer(AuditKind.REVOKED, "s", "t", "u") != AuditSink.REFUSED) {
        accepted++;
      }
      assertThat(accepted).isGreaterThanOrEqualTo(16);
      files.heal();
      assertThat(audit.awaitCalm(SOON)).isTrue();
      assertThat(dir.details(AuditKind.REVOKED)).hasSize((int) accepted);
    }
    dir.verify();
  }

  @Test
  void emergencyLongerThanItsLimit_refuses_untilItEnds() throws Exception {
    AtomicLong now = new AtomicLong();
    MonotonicClock clock = now::get;
    try (FileAudit audit = FileAudit.open(files, OPTIONS.withTimes(0, 1, 1_000), clock)) {
      files.segmentsFail = true;
      assertThat(audit.append(AuditKind.REVOKED, "s", "t", "u")).isEqualTo(1);
      assertThat(audit.flush(SOON)).isTrue();
      now.addAndGet(1_000_000_000);
      assertThat(audit.append(AuditKind.REVOKED, "s", "t", "u")).isPositive();
      now.addAndGet(1);

      assertThat(audit.health().mode()).isEqualTo(AuditMode.EXHAUSTED);
      assertThatThrownBy(() -> audit.append(AuditKind.REVOKED, "s", "t", "u"))
          .isInstanceOf(AuditUnavailable.class)
          .hasMessage(
              "audit refused: [REVOKED] at [s], [too long, No space left on device]; nothing was"
                  + " changed (STINT-T005)");
      files.heal();
      assertThat(audit.awaitCalm(SOON)).isTrue();
      assertThat(audit.append(AuditKind.REVOKED, "s", "t", "u")).isPositive();
    }
    assertThat(dir.verify().refused()).isEqualTo(1);
  }

  @Test
  @Tag("P84")
  void floodOfDenials_whileTheDiskStands_losesAndDelaysNothingMandatory() throws Exception {
    int mandatory = 8;
    try (FileAudit audit = dir.open(files, OPTIONS)) {
      CountDownLatch disk = files.hold();
      for (int i = 0; i < 10_000; i++) {
        audit.offer(AuditKind.DENIED, "system/a", "threads", "d");
        if (i % (10_000 / mandatory) == 0) {
          assertThat(audit.offer(AuditKind.REVOKED, "system/a", "threads", "r")).isPositive();
        }
      }
      AuditDirectory.conserves(audit);
      assertThat(audit.health().shed()).isGreaterThan(9_900);
      disk.countDown();
      assertThat(audit.awaitCalm(SOON)).isTrue();
    }

    assertThat(dir.details(AuditKind.REVOKED)).hasSize(mandatory);
    assertThat(dir.verify().shed() + dir.details(AuditKind.DENIED).size()).isEqualTo(10_000);
  }

  @Test
  @Tag("A-41")
  void fullQueue_isBackPressure_outsideWovenCode() throws Exception {
    try (FileAudit audit = dir.open(files, OPTIONS.withTimes(SOON, 1, 3_600_000))) {
      CountDownLatch disk = files.hold();
      for (int i = 0; i < 8; i++) {
        assertThat(audit.offer(AuditKind.DENIED, "s", "t", "u")).isEqualTo(i + 1);
      }
      Thread waiting = new Thread(() -> audit.append(AuditKind.DENIED, "s", "t", "last"));
      waiting.start();
      while (waiting.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      assertThat(audit.health().mode()).isEqualTo(AuditMode.NORMAL);
      disk.countDown();
      waiting.join();
      assertThat(audit.health().shed()).isZero();
    }
    assertThat(dir.details(AuditKind.DENIED)).hasSize(9).last().isEqualTo("last");
  }

  @Test
  void emergency_endsUnderLastingLoad() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    try (FileAudit audit = dir.open(files, OPTIONS.withTimes(SOON, 1, 3_600_000))) {
      CountDownLatch disk = files.hold();
      while (audit.offer(AuditKind.DENIED, "s", "t", "u") != AuditSink.SHED) {
        AuditDirectory.conserves(audit);
      }
      Thread load = new Thread(() -> appendUntil(audit, ended));
      load.start();
      disk.countDown();
      long end = System.nanoTime() + SOON * 1_000_000;
      while (audit.health().mode() != AuditMode.NORMAL && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertThat(audit.health().mode()).isEqualTo(AuditMode.NORMAL);
      ended.set(true);
      load.join();
      assertThat(audit.health().refused()).isZero();
    }
    dir.verify();
  }

  private static void appendUntil(FileAudit audit, AtomicBoolean ended) {
    while (!ended.get()) {
      audit.append(AuditKind.REVOKED, "s", "t", "load");
    }
  }

  @Test
  void interruptOfTheWriter_losesNothing() throws Exception {
    try (FileAudit audit = dir.open(files, AuditDirectory.SMALL)) {
      for (int i = 0; i < 50; i++) {
        audit.append(AuditKind.REVOKED, "s", "t", "n" + i);
        if (i % 5 == 0) {
          writer().interrupt();
        }
      }
      assertThat(audit.awaitCalm(SOON)).isTrue();
    }
    assertThat(dir.details(AuditKind.REVOKED)).hasSize(50);
    dir.verify();
  }

  private Thread writer() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("stint-audit"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void closeWithoutStorage_saysWhatIsLost() throws Exception {
    FileAudit audit = dir.open(files, OPTIONS);
    files.segmentsFail = true;
    files.spillFails = true;
    audit.append(AuditKind.REVOKED, "s", "t", "u");

    assertThatThrownBy(audit::close)
        .isInstanceOf(AuditException.class)
        .hasMessageMatching(
            "audit closed with \\[\\d+] records not written: \\[spill file: No space left on"
                + " device] \\(STINT-T007\\)");
    AuditDirectory.conserves(audit);
  }
}
