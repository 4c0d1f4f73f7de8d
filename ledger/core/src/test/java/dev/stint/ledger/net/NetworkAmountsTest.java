package dev.stint.ledger.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.ReservationSet;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NetworkAmountsTest {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(8));
  private final Scope alice = ledgers.principal("alice");

  private long used(Resource resource) {
    return ledgers.system().ledger(resource).used();
  }

  private void limit(Resource resource, long hard) {
    ledgers.binder("test").bind(ledgers.system(), resource, Limit.hard(hard));
  }

  private ReservationSet connection(boolean inbound, long bytes) {
    return alice.reserveAll(NetworkAmounts.connection(inbound, true, bytes)).setOrThrow();
  }

  @Test
  @Tag("R-22")
  void connection_holdsItsDirectionTheTotalADescriptorAndMemoryWhenAsked() {
    ReservationSet plain = connection(true, 0);
    ReservationSet heavy = connection(false, NetworkAmounts.CONNECTION_BYTES);

    assertThat(used(Resource.CONNS_IN)).isEqualTo(1);
    assertThat(used(Resource.CONNS_OUT)).isEqualTo(1);
    assertThat(used(Resource.CONNS_TOTAL)).isEqualTo(2);
    assertThat(used(Resource.FDS)).isEqualTo(2);
    assertThat(used(Resource.DIRECT_MEMORY)).isEqualTo(32L << 20);
    plain.close();
    heavy.close();
    heavy.close();
    assertThat(ledgers.system().ledgers()).allMatch(l -> l.used() == 0);
  }

  @Test
  void connectionThatOneLedgerRefuses_holdsNothing() {
    limit(Resource.FDS, 1);
    connection(true, 0);

    Object second = alice.reserveAll(NetworkAmounts.connection(false, true, 7));

    assertThat(second).isInstanceOf(Denied.class);
    assertThat(((Denied) second).resource()).isEqualTo(Resource.FDS);
    assertThat(used(Resource.CONNS_OUT)).isZero();
    assertThat(used(Resource.CONNS_TOTAL)).isEqualTo(1);
  }

  @Test
  void stream_holdsItsDirectionAndTheTotal() {
    limit(Resource.STREAMS_TOTAL, 1);
    ReservationSet in = alice.reserveAll(NetworkAmounts.stream(true)).setOrThrow();

    assertThat(alice.reserveAll(NetworkAmounts.stream(false)).granted()).isFalse();
    assertThat(used(Resource.STREAMS_OUT)).isZero();
    in.close();
    assertThat(alice.reserveAll(NetworkAmounts.stream(false)).granted()).isTrue();
  }
}
