package dev.stint.ledger.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.donation.Donation;
import dev.stint.ledger.donation.Donations;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DonationEventsTest {
  @Test
  void recording_holdsOneEventForEachDonation_throttled(@TempDir Path folder) throws Exception {
    AtomicLong now = new AtomicLong();
    MonotonicClock clock = now::get;
    Ledgers ledgers = new Ledgers(clock, new MemoryAudit(8));
    Donations donations = new Donations(ledgers);
    donations.listen(new DonationEvents(clock));
    Scope alice = ledgers.principal("alice");
    Scope service = ledgers.system().child(ScopeKind.SERVICE, "db");
    Path file = folder.resolve("rec.jfr");

    try (Recording recording = new Recording()) {
      recording.enable("stint.Donation");
      recording.start();
      for (int i = 0; i < 2 * DonationEvents.PER_SECOND; i++) {
        live(donations, alice, service, i);
      }
      now.set(1_000_000_000L);
      live(donations, alice, service, 1_000);
      recording.dump(file);
    }

    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(e -> e.getEventType().getName().equals("stint.Donation"))
            .toList();
    assertThat(events).hasSize(DonationEvents.PER_SECOND + 1);
    RecordedEvent last = events.get(DonationEvents.PER_SECOND);
    assertThat(last.getLong("suppressed")).isEqualTo(DonationEvents.PER_SECOND);
    assertThat(last.getLong("call")).isEqualTo(1_000);
    assertThat(last.getString("donor")).isEqualTo("system/alice");
    assertThat(last.getString("receiver")).isEqualTo("system/db");
    assertThat(last.getString("resource")).isEqualTo("fuel");
    assertThat(last.getLong("spent")).isEqualTo(3);
    assertThat(last.getLong("returned")).isEqualTo(7);
    assertThat(last.getString("endedBy")).isEqualTo("finished");
  }

  private static void live(Donations donations, Scope alice, Scope service, long call) {
    try (Donation donation =
        donations.donate(alice, service, Resource.FUEL, 10, 5, call).orThrow()) {
      donation.spend(1);
      donation.spend(2);
    }
  }
}
