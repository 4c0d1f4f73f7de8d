package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Admission;
import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditRecord;
import dev.stint.ledger.AuditSink;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.OverLimit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
  private final MemoryAudit audit = new MemoryAudit(1_000);
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, audit);
  private final Broker broker = new Broker(ledgers, "test");
  private final Scope alice = ledgers.principal("alice");

  private static ResourceProfile profile(String limits) throws ProfileException {
    return Yaml.read(Yaml.HEAD + "default: " + limits + "\n").defaults();
  }

  private static ResourceProfile profile(int epoch, String limits) throws ProfileException {
    return Yaml.read(Yaml.HEAD + "epoch: " + epoch + "\ndefault: " + limits + "\n").defaults();
  }

  @Test
  void limits_bound_denyWithTheirOrigin() throws Exception {
    Bound bound = broker.bind(alice, profile("{threadLimit: 2, socketLimit: 1}"), false);

    assertThat(alice.charge(Resource.THREADS, 2)).isNull();
    Denied denied = alice.charge(Resource.THREADS, 1);
    assertThat(denied.message())
        .isEqualTo(
            "exceeded limit: principal [alice] threads, requested [1], used [2], hard [2], at"
                + " [system/alice], profile [p.yaml:3 threadLimit], retry [on release]"
                + " (STINT-L013)");
    assertThat(bound.limits()).containsOnlyKeys(Resource.THREADS, Resource.SOCKETS);
    assertThat(bound.overcommitted()).isEmpty();
    assertThat(bound.observed()).isFalse();
  }

  @Test
  void limits_observed_grantAndCount() throws Exception {
    Bound bound = broker.bind(alice, profile("{threadLimit: 2}"), true);

    assertThat(alice.charge(Resource.THREADS, 3)).isNull();
    assertThat(alice.ledger(Resource.THREADS).wouldDeny()).isEqualTo(1);
    assertThat(bound.observed()).isTrue();
    assertThat(bound.limits().get(Resource.THREADS).admission()).isEqualTo(Admission.OBSERVED);
  }

  @Test
  void system_bound_boundsEveryPrincipal() throws Exception {
    broker.bindSystem(Yaml.read(Yaml.HEAD + "system: {socketLimit: 2}"), false);

    assertThat(alice.charge(Resource.SOCKETS, 2)).isNull();
    assertThat(ledgers.principal("bob").charge(Resource.SOCKETS, 1).origin())
        .isEqualTo("p.yaml:3 socketLimit");
  }

  @Test
  void use_aboveANewLimit_isReportedAndNotRevoked() throws Exception {
    alice.charge(Resource.THREADS, 5);

    Bound bound = broker.bind(alice, profile("{threadLimit: 2}"), false);

    assertThat(bound.overcommitted()).containsEntry(Resource.THREADS, 3L).hasSize(1);
    assertThat(alice.ledger(Resource.THREADS).used()).isEqualTo(5);
    assertThat(alice.charge(Resource.THREADS, 1)).isNotNull();
  }

  @Test
  void limit_thatANewVersionLeavesOut_inheritsAgain() throws Exception {
    broker.bind(alice, profile("{threadLimit: 2, socketLimit: 1}"), false);

    Bound bound = broker.bind(alice, profile("{socketLimit: 7}"), false);

    assertThat(bound.removed()).containsExactly(Resource.THREADS);
    assertThat(alice.charge(Resource.THREADS, 100)).isNull();
    assertThat(alice.charge(Resource.SOCKETS, 7)).isNull();
    assertThat(alice.charge(Resource.SOCKETS, 1)).isNotNull();
  }

  @Test
  @Tag("C-P1")
  @Tag("C-F22")
  void profile_thatIsReadOrEdited_changesNothingUntilABrokerBindsIt(@TempDir Path dir)
      throws Exception {
    Path file = dir.resolve("p.yaml");
    Files.writeString(file, "schema: 1\nprofileId: p\ndefault: {threadLimit: 2}\n");
    ResourceProfile first = ProfileReader.read(file, Strictness.STRICT).defaults();
    assertThat(alice.ledgers()).as("who has a profile has no limits yet").isEmpty();
    broker.bind(alice, first, false);

    Files.writeString(file, "schema: 1\nprofileId: p\ndefault: {threadLimit: 9}\n");
    ResourceProfile edited = ProfileReader.read(file, Strictness.STRICT).defaults();

    assertThat(alice.charge(Resource.THREADS, 2)).isNull();
    assertThat(alice.charge(Resource.THREADS, 1)).isInstanceOf(OverLimit.class);
    broker.bind(alice, edited, false);
    assertThat(alice.charge(Resource.THREADS, 7)).isNull();
  }

  @Test
  @Tag("C-E5")
  @Tag("C-F2")
  @Tag("P21")
  void epoch_olderThanTheBoundOne_isRefused() throws Exception {
    broker.bind(alice, profile(7, "{threadLimit: 2}"), false);
    Broker sameName = new Broker(ledgers, "test");

    assertThatThrownBy(() -> sameName.bind(alice, profile(6, "{threadLimit: 9}"), false))
        .isInstanceOf(ProfileException.class)
        .hasMessage(
            "p.yaml:3:8: epoch [6] of profile [p] is older than [7], which is bound (STINT-P019)");
    assertThat(alice.ledger(Resource.THREADS).limit().hard()).isEqualTo(2);
    assertThat(sameName.bind(alice, profile(7, "{threadLimit: 3}"), false).limits()).hasSize(1);
  }

  @Test
  void epoch_ofARefusedProfile_isNotRemembered() throws Exception {
    ledgers.binder("host").bind(ledgers.system(), Resource.THREADS, Limit.hard(5));

    assertThatThrownBy(() -> broker.bind(alice, profile(9, "{threadLimit: 6}"), false))
        .isInstanceOf(ProfileException.class);
    assertThat(broker.bind(alice, profile(8, "{threadLimit: 5}"), false).limits()).hasSize(1);
  }

  @Test
  @Tag("P78")
  void limit_aboveAnAncestors_isRefusedAndNothingIsBound() throws Exception {
    ledgers
        .binder("host")
        .bind(ledgers.system(), Resource.THREADS, Limit.hard(5).from("host.yaml:1 threadLimit"));
    Scope session = alice.child(ScopeKind.SESSION, "s1");

    assertThatThrownBy(
            () -> broker.bind(session, profile("{socketLimit: 1, threadLimit: 6}"), false))
        .isInstanceOf(ProfileException.class)
        .hasMessage(
            "p.yaml:3:27: threads of [system/alice/s1] is [6], above [5] of [system] at"
                + " [host.yaml:1 threadLimit] (STINT-P016)");
    assertThat(session.ledgers()).isEmpty();
    assertThat(audit.records()).hasSize(2);
    assertThat(audit.records().get(1).kind()).isEqualTo(AuditKind.DENIED);
    assertThat(audit.records().get(1).detail()).startsWith("not bound by test: p.yaml:3:27: ");
  }

  @Test
  @Tag("P21")
  @Tag("C-R9")
  void schema_thatIsNewer_isObservedButNotEnforced() throws Exception {
    ResourceProfile newer =
        Yaml.read("schema: 2\nprofileId: p\ndefault: {threadLimit: 2}\n").defaults();

    assertThatThrownBy(() -> broker.bind(alice, newer, false))
        .isInstanceOf(ProfileException.class)
        .hasMessage(
            "p.yaml:1:9: schema [2] is newer than [1], it can be observed but not enforced"
                + " (STINT-P009)");
    assertThat(alice.ledgers()).isEmpty();
    assertThat(broker.bind(alice, newer, true).limits()).hasSize(1);
  }

  @Test
  void scope_thatIsClosed_isRefused() throws Exception {
    alice.close();

    assertThatThrownBy(() -> broker.bind(alice, profile("{threadLimit: 2}"), false))
        .isInstanceOf(ProfileException.class)
        .hasMessage("p.yaml: scope [system/alice] is closed (STINT-P021)");
  }

  @Test
  void scope_ofAnotherGraph_isAProgrammingError() throws Exception {
    Scope other = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(10)).principal("alice");

    assertThatThrownBy(() -> broker.bind(other, profile("{threadLimit: 2}"), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scope [system/alice] is of another graph");
  }

  @Test
  void limit_ofAnotherBinder_staysWhereItIsNotLooser() throws Exception {
    ledgers.binder("host").bind(alice, Resource.THREADS, Limit.hard(1));
    ledgers.binder("host").bind(alice, Resource.SOCKETS, Limit.hard(9));

    Bound bound = broker.bind(alice, profile("{threadLimit: 2, socketLimit: 2}"), false);

    assertThat(bound.kept()).containsOnlyKeys(Resource.THREADS);
    assertThat(bound.limits()).containsOnlyKeys(Resource.SOCKETS);
    assertThat(alice.ledger(Resource.THREADS).limit().hard()).isEqualTo(1);
    assertThat(alice.ledger(Resource.SOCKETS).limit().hard()).isEqualTo(2);
  }

  @Test
  void limit_ofAnotherBinder_isNeverRemoved() throws Exception {
    broker.bind(alice, profile("{threadLimit: 2}"), false);
    ledgers.binder("host").bind(alice, Resource.THREADS, Limit.hard(1));

    assertThat(broker.bind(alice, profile("{socketLimit: 2}"), false).removed()).isEmpty();
    assertThat(alice.ledger(Resource.THREADS).limit().hard()).isEqualTo(1);
  }

  @Test
  void limit_thatEnforces_isNotWeakenedByAnObserver() throws Exception {
    ledgers.binder("host").bind(alice, Resource.THREADS, Limit.hard(5));

    Bound bound = broker.bind(alice, profile("{threadLimit: 2}"), true);

    assertThat(bound.kept()).containsOnlyKeys(Resource.THREADS);
    assertThat(alice.charge(Resource.THREADS, 6)).isNotNull();
  }

  @Test
  @Tag("C-A1")
  @Tag("C-B3")
  @Tag("C-B6")
  @Tag("C-B7")
  void binding_isOnRecordBeforeItsLimits() throws Exception {
    Bound bound = broker.bind(alice, profile(7, "{threadLimit: 2}"), false);

    List<AuditRecord> records = audit.records();
    assertThat(records)
        .extracting(AuditRecord::kind)
        .containsExactly(AuditKind.PROFILE_BOUND, AuditKind.PROFILE_BOUND);
    assertThat(records.get(0).sequence()).isEqualTo(bound.auditSequence());
    assertThat(records.get(0).subject()).isEqualTo("p");
    assertThat(records.get(0).detail())
        .isEqualTo("version 1, epoch 7, 1 limits, from p.yaml, by test, at spawn");
    assertThat(records.get(1).detail()).contains("hard 2").contains("p.yaml:4 threadLimit");
  }

  @Test
  void audit_thatFailsHalfWay_leavesTheLimitsAsTheyWere() throws Exception {
    FailingAudit failing = new FailingAudit();
    Ledgers graph = new Ledgers(MonotonicClock.SYSTEM, failing);
    Broker unlucky = new Broker(graph, "test");
    Scope scope = graph.principal("alice");
    unlucky.bind(scope, profile("{threadLimit: 2, fdLimit: 3}"), false);
    failing.failOn = Resource.SOCKETS.label();

    assertThatThrownBy(
            () -> unlucky.bind(scope, profile("{threadLimit: 9, socketLimit: 1}"), false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("audit is full");
    assertThat(scope.ledger(Resource.THREADS).limit().hard()).isEqualTo(2);
    assertThat(scope.ledger(Resource.FDS).limit().hard()).isEqualTo(3);
    failing.failOn = "";
    assertThat(unlucky.bind(scope, profile("{socketLimit: 1}"), false).removed())
        .containsExactly(Resource.THREADS, Resource.FDS);
  }

  @Test
  void profiles_withEverNewNames_areBounded() throws Exception {
    for (int i = 0; i < Epochs.MOST_PROFILES; i++) {
      broker.bind(alice, named("p" + i), false);
    }

    assertThatThrownBy(() -> broker.bind(alice, named("one-more"), false))
        .isInstanceOf(ProfileException.class)
        .hasMessage(
            "p.yaml: profile [one-more] is one too many, [4096] different ones were bound"
                + " (STINT-P022)");
    assertThat(broker.bind(alice, named("p0"), false).limits()).isEmpty();
  }

  private static ResourceProfile named(String profileId) throws ProfileException {
    return Yaml.read("schema: 1\nprofileId: " + profileId + "\n").defaults();
  }

  @Test
  void binding_isInTheRecording(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("bound.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("stint.ProfileBound");
      recording.start();
      broker.bind(alice, profile("{threadLimit: 2, socketLimit: 1}"), false);
      recording.stop();
      recording.dump(file);
    }

    RecordedEvent event = RecordingFile.readAllEvents(file).get(0);
    assertThat(event.getString("scope")).isEqualTo("system/alice");
    assertThat(event.getString("profile")).isEqualTo("p@1");
    assertThat(event.getString("origin")).isEqualTo("p.yaml");
    assertThat(event.getInt("limits")).isEqualTo(2);
  }

  /** An audit that has no room for records of one subject. */
  private static final class FailingAudit implements AuditSink {
    private final MemoryAudit kept = new MemoryAudit(100);
    private String failOn = "";

    @Override
    public long append(AuditKind kind, String scopePath, String subject, String detail) {
      if (subject.equals(failOn)) {
        throw new IllegalStateException("audit is full");
      }
      return kept.append(kind, scopePath, subject, detail);
    }

    @Override
    public AuditHead head() {
      return kept.head();
    }
  }
}
