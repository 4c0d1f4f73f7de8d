package dev.stint.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Resource;
import dev.stint.report.Evidence.Use;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  @Test
  void recording_givesPeaksAndDenialsByPrincipal() throws Exception {
    Path recording = folder.resolve("real.jfr");
    Recordings.aliceAndBob(recording);

    Evidence evidence = Evidence.read(recording, Duration.ofSeconds(1));

    Use threads = only(evidence, "alice");
    assertThat(threads.resource()).isEqualTo(Resource.THREADS);
    assertThat(threads.peak()).isEqualTo(3);
    assertThat(threads.hard()).isEqualTo(4);
    assertThat(threads.denied()).isEqualTo(3);
    assertThat(only(evidence, "bob").peak()).isEqualTo(1_536);
    assertThat(evidence.system()).extracting(Use::resource).contains(Resource.THREADS);
    assertThat(evidence.partial()).isNull();
    assertThat(evidence.readings()).isPositive();
  }

  @Test
  void missingFile_isNamed() {
    assertThatThrownBy(() -> Evidence.read(Path.of("none.jfr"), Duration.ofSeconds(1)))
        .isInstanceOf(ReportException.class)
        .hasMessage("recording not readable [none.jfr]: no such file (STINT-R001)");
  }

  @Test
  void firstTotal_countsOnlyWhenItWasSpentJustNow() {
    EvidenceCollector old = new EvidenceCollector(SECOND);
    old.began(0);
    EvidenceCollector young = new EvidenceCollector(SECOND);
    young.began(98 * SECOND);
    for (EvidenceCollector each : List.of(old, young)) {
      each.add(fuel(100, "alice", 70));
      each.add(fuel(101, "alice", 75));
      each.add(fuel(102, "bob", 9));
    }

    assertThat(only(old, "alice").spent()).isEqualTo(new Evidence.Spent(SECOND, 5, 5, 70));
    assertThat(only(young, "alice").spent())
        .as("70 in two seconds, 35 in one of them at least")
        .isEqualTo(new Evidence.Spent(SECOND, 35, 75, 0));
    assertThat(only(old, "bob").spent())
        .as("it was not there a second before")
        .isEqualTo(new Evidence.Spent(SECOND, 9, 9, 0));
  }

  @Test
  void readingsFarApart_takeALongerWindow() {
    EvidenceCollector collector = new EvidenceCollector(SECOND);
    for (int i = 0; i < 4; i++) {
      collector.add(fuel(100 + 30 * i, "alice", 10 * i));
    }

    assertThat(only(collector, "alice").spent())
        .isEqualTo(new Evidence.Spent(60 * SECOND, 20, 30, 0));
  }

  @Test
  void oneReadingOfAFlow_saysNothingOfAWindow() {
    EvidenceCollector collector = new EvidenceCollector(SECOND);
    collector.began(98 * SECOND);
    collector.add(fuel(100, "alice", 70));

    assertThat(only(collector, "alice").spent()).isNull();
  }

  @Test
  void ledgerThatDidNotMove_hasSpentSinceTheReadingsBefore() {
    EvidenceCollector collector = new EvidenceCollector(SECOND);
    for (int i = 0; i <= 20; i++) {
      collector.add(reading(100 + i, "system", "default", 1));
      if (i % 10 == 0) {
        collector.add(fuel(100 + i, "alice", 50 * i));
      }
    }

    assertThat(only(collector, "alice").spent())
        .as("twice 500, ten seconds apart")
        .isEqualTo(new Evidence.Spent(SECOND, 500, 500, 0));
  }

  @Test
  void totalThatFalls_isThatOfANewScope() {
    EvidenceCollector collector = new EvidenceCollector(SECOND);
    collector.add(fuel(100, "alice", 70));
    collector.add(fuel(105, "alice", 4));

    assertThat(only(collector, "alice").spent()).extracting(Evidence.Spent::seen).isEqualTo(4L);
  }

  @Test
  void scopesBelowAPrincipal_andReadingsThatCannotBe_doNotCount() {
    EvidenceCollector collector = new EvidenceCollector(SECOND);
    collector.add(reading(100, "system/alice/s1", "alice", 5));
    collector.add(reading(100, "system/alice", "alice", 4));
    collector.add(reading(100, "system/alice/alice", "alice", 9));
    collector.add(reading(100, "system/service", "default", 9));
    collector.add(reading(100, "system/bob", "bob", -1));
    collector.add(reading(99, "system/alice", "alice", 9));
    collector.add(reading(100, "system/evil\u001b", "evil\u001b", 9));

    Evidence evidence = collector.evidence("made\u001b", null);

    assertThat(evidence.principals()).containsOnlyKeys("alice");
    assertThat(only(collector, "alice").peak()).isEqualTo(4);
    assertThat(evidence.omitted()).isEqualTo(2);
    assertThat(evidence.source()).isEqualTo("made?");
  }

  private static Reading fuel(long second, String principal, long total) {
    return new Reading(
        second * SECOND, "system/" + principal, principal, Resource.FUEL, 0, total, -1, -1, 0, 0);
  }

  private static Reading reading(long second, String path, String principal, long peak) {
    return new Reading(second * SECOND, path, principal, Resource.THREADS, peak, 9, -1, -1, 0, 0);
  }

  private static Use only(EvidenceCollector collector, String principal) {
    return only(collector.evidence("test", null), principal);
  }

  private static Use only(Evidence evidence, String principal) {
    List<Use> uses = Objects.requireNonNull(evidence.principals().get(principal));
    assertThat(uses).hasSize(1);
    return uses.get(0);
  }
}
