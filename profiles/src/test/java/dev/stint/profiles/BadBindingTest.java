package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditRecord;
import dev.stint.ledger.AuditSink;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Refused profiles are on record once each, and storms of them within bounds. */
class BadBindingTest {
  private static final int STORM = 1_000;

  private final AtomicLong now = new AtomicLong();
  private final MemoryAudit audit = new MemoryAudit(10 * STORM);
  private final Ledgers ledgers = new Ledgers(now::get, audit);
  private final Broker broker = new Broker(ledgers, "test");
  private final Scope alice = ledgers.principal("alice");

  @Test
  @Tag("C-E5")
  void binding_ofAnOlderEpoch_isOnRecordOnce() throws Exception {
    broker.bind(alice, epoch(7), false);
    int before = audit.records().size();

    ProfileException e = refusal(epoch(6));

    assertThat(audit.records()).hasSize(before + 1);
    AuditRecord record = audit.records().get(before);
    assertThat(record.kind()).isEqualTo(AuditKind.DENIED);
    assertThat(record.scopePath()).isEqualTo("system/alice");
    assertThat(record.subject()).isEqualTo("p");
    assertThat(record.detail()).isEqualTo("not bound by test: " + e.getMessage());
  }

  @Test
  void binding_refusedAgainAndAgain_isOnRecordOnce() throws Exception {
    broker.bind(alice, epoch(7), false);
    int before = audit.records().size();

    for (int i = 0; i < STORM; i++) {
      refusal(epoch(6));
    }

    assertThat(audit.records()).hasSize(before + 1);
  }

  @Test
  void bindings_refusedInAStorm_areRecordedUpToTheBoundAndCounted() throws Exception {
    broker.bind(alice, epoch(7), false);
    int before = audit.records().size();

    for (int i = 0; i < STORM; i++) {
      refusal(epoch(i % 7));
    }
    assertThat(audit.records()).hasSize(before + RefusedProfiles.MOST_PER_MINUTE);

    now.addAndGet(RefusedProfiles.MINUTE_NANOS);
    refusal(epoch(1));
    refusal(epoch(2));
    List<AuditRecord> records = audit.records();
    assertThat(records).hasSize(before + RefusedProfiles.MOST_PER_MINUTE + 2);
    assertThat(records.get(records.size() - 2).detail())
        .endsWith("(STINT-P019), after [" + (STORM - 60) + "] that are not on record");
    assertThat(records.get(records.size() - 1).detail()).endsWith("(STINT-P019)");
  }

  @Test
  void profiles_thatCannotBeRead_shareTheBoundOfAllBrokers() throws Exception {
    broker.bind(alice, epoch(7), false);
    int before = audit.records().size();

    for (int i = 0; i < STORM; i++) {
      String yaml = Yaml.HEAD + "bad" + i + ": 1";
      ProfileException e = catchThrowableOfType(ProfileException.class, () -> Yaml.read(yaml));
      new Broker(ledgers, "test" + i % 3).refused(alice, e);
    }

    assertThat(audit.records()).hasSize(before + RefusedProfiles.MOST_PER_MINUTE);
  }

  @Test
  void binding_refusedWhileTheAuditFails_isRefusedForItsOwnReason() throws Exception {
    RuntimeException broken = new IllegalStateException("no audit");
    boolean[] fails = {false};
    AuditSink failing =
        new AuditSink() {
          @Override
          public long append(AuditKind kind, String scopePath, String subject, String detail) {
            if (fails[0]) {
              throw broken;
            }
            return audit.append(kind, scopePath, subject, detail);
          }

          @Override
          public AuditHead head() {
            return audit.head();
          }
        };
    Ledgers others = new Ledgers(now::get, failing);
    Broker there = new Broker(others, "test");
    there.bind(others.principal("alice"), epoch(7), false);
    fails[0] = true;

    ProfileException e =
        catchThrowableOfType(
            ProfileException.class, () -> there.bind(others.principal("alice"), epoch(6), false));

    assertThat(e.code()).isEqualTo("STINT-P019");
    assertThat(e.getSuppressed()).containsExactly(broken);
    assertThat(others.principal("alice").ledger(Resource.THREADS).limit().hard()).isEqualTo(2);
  }

  private ProfileException refusal(ResourceProfile profile) {
    return catchThrowableOfType(ProfileException.class, () -> broker.bind(alice, profile, false));
  }

  private static ResourceProfile epoch(int epoch) throws ProfileException {
    return Yaml.read(Yaml.HEAD + "epoch: " + epoch + "\ndefault: {threadLimit: 2}\n").defaults();
  }
}
