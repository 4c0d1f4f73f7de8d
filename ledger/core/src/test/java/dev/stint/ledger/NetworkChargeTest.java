package dev.stint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NetworkChargeTest {
  private final Graph graph = new Graph();

  @Test
  @Tag("R-22")
  void connection_holdsItsDirectionTheTotalADescriptorAndMemoryWhenAsked() {
    NetworkCharge plain = NetworkCharge.connection(graph.alice, true, 0);
    NetworkCharge heavy =
        NetworkCharge.connection(graph.alice, false, NetworkCharge.CONNECTION_BYTES);

    assertThat(plain.granted() && heavy.granted()).isTrue();
    assertThat(graph.used(graph.system, Resource.CONNS_IN)).isEqualTo(1);
    assertThat(graph.used(graph.system, Resource.CONNS_OUT)).isEqualTo(1);
    assertThat(graph.used(graph.system, Resource.CONNS_TOTAL)).isEqualTo(2);
    assertThat(graph.used(graph.system, Resource.FDS)).isEqualTo(2);
    assertThat(graph.used(graph.system, Resource.DIRECT_MEMORY)).isEqualTo(32L << 20);
    plain.close();
    heavy.close();
    heavy.close();
    assertThat(graph.system.ledgers()).allMatch(l -> l.used() == 0);
  }

  @Test
  void connectionThatOneLedgerRefuses_holdsNothing() {
    graph.limit(graph.system, Resource.FDS, 1);
    NetworkCharge.connection(graph.alice, true, 0);

    NetworkCharge second = NetworkCharge.connection(graph.alice, false, 7);

    assertThat(second.granted()).isFalse();
    assertThat(second.denied().resource()).isEqualTo(Resource.FDS);
    assertThat(graph.used(graph.alice, Resource.CONNS_OUT)).isZero();
    assertThat(graph.used(graph.alice, Resource.CONNS_TOTAL)).isEqualTo(1);
    second.close();
    assertThat(graph.used(graph.alice, Resource.CONNS_TOTAL)).isEqualTo(1);
  }

  @Test
  void stream_holdsItsDirectionAndTheTotal() {
    graph.limit(graph.alice, Resource.STREAMS_TOTAL, 1);
    NetworkCharge in = NetworkCharge.stream(graph.alice, true);

    assertThat(NetworkCharge.stream(graph.alice, false).granted()).isFalse();
    assertThat(graph.used(graph.alice, Resource.STREAMS_OUT)).isZero();
    in.close();
    assertThat(NetworkCharge.stream(graph.alice, false).granted()).isTrue();
  }
}
