package dev.stint.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails and when: what was accepted is on disk, and what was not is counted there. */
@Tag("P85")
@Tag("O-8")
class ConservationTest {
  private static final int THREADS = 4;
  private static final int EACH = 400;

  @TempDir Path temp;

  @Test
  void acceptedPlusShedPlusRefused_isEmitted_throughAnyFaults() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    long lost = 0;
    for (int run = 0; run < 4; run++) {
      AuditHealth health = play(seed + run);
      assertThat(health.emergencies()).as("seed %d", seed).isPositive();
      lost += health.shed() + health.refused();
    }
    assertThat(lost).as("seed %d", seed).isPositive();
  }

  private AuditHealth play(long seed) throws Exception {
    AuditDirectory dir = new AuditDirectory(temp.resolve("a" + seed));
    FaultyFiles files = new FaultyFiles(dir.path);
    AuditHealth health;
    Map<Long, String> accepted = new HashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS + 1);
    try (FileAudit audit =
        dir.open(files, AuditDirectory.SMALL.withRoom(16, 16, 4_000).withTimes(0, 1, 1_000_000))) {
      AtomicBoolean ended = new AtomicBoolean();
      Future<?> faults = pool.submit(() -> disturb(audit, files, seed, ended));
      List<Callable<Map<Long, String>>> work = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        String name = "t" + t;
        SplittableRandom random = new SplittableRandom(seed * 31 + t);
        work.add(() -> emit(audit, random, name));
      }
      for (Future<Map<Long, String>> future : pool.invokeAll(work)) {
        accepted.putAll(future.get());
      }
      ended.set(true);
      faults.get();
      files.heal();
      assertThat(audit.awaitCalm(AuditDirectory.SOON_MILLIS)).as("seed %d", seed).isTrue();
      health = audit.health();
    } finally {
      pool.shutdownNow();
    }

    AuditVerifier.Result result = dir.verify();
    assertThat(result.records()).as("seed %d", seed).isEqualTo(health.recorded());
    assertThat(result.shed()).as("seed %d", seed).isEqualTo(health.shed());
    assertThat(result.refused()).as("seed %d", seed).isEqualTo(health.refused());
    Map<Long, String> onDisk = new HashMap<>();
    for (String[] r : dir.records()) {
      if (!r[3].equals(Losses.SCOPE)) {
        onDisk.put(Long.parseLong(r[0]), r[2] + ' ' + r[5]);
      }
    }
    assertThat(onDisk).as("seed %d", seed).isEqualTo(accepted);
    long emitted = accepted.size() + health.shed() + health.refused();
    assertThat(emitted).as("seed %d", seed).isEqualTo((long) THREADS * EACH);
    return health;
  }

  private static Map<Long, String> emit(FileAudit audit, SplittableRandom random, String name) {
    Map<Long, String> accepted = new HashMap<>();
    for (int i = 0; i < EACH; i++) {
      AuditKind kind = random.nextInt(3) == 0 ? AuditKind.CLEANUP : AuditKind.DENIED;
      String detail = name + '-' + i;
      long sequence = audit.offer(kind, "system/" + name, "threads", detail);
      if (sequence > 0) {
        accepted.put(sequence, kind + " " + detail);
      } else {
        assertThat(sequence == AuditSink.REFUSED).isEqualTo(kind.isMandatory());
      }
      if (random.nextInt(20) == 0) {
        audit.flush(2);
      }
    }
    return accepted;
  }

  private static void disturb(FileAudit audit, FaultyFiles files, long seed, AtomicBoolean ended) {
    SplittableRandom random = new SplittableRandom(seed);
    while (!ended.get()) {
      files.segmentsFail = random.nextBoolean();
      files.spillFails = random.nextInt(4) == 0;
      files.forceFails = random.nextInt(4) == 0;
      files.rollFails = random.nextInt(4) == 0;
      AuditDirectory.conserves(audit);
      audit.flush(random.nextInt(10));
    }
  }
}
