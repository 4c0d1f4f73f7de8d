package dev.stint.ledger;

import static dev.stint.ledger.Resource.DMA_POOL_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C-K10")
class LentTest {
  private final Graph graph = new Graph();
  private final Scope quarantine = graph.system.child(ScopeKind.SERVICE, "device");

  private Reservation buffer(Scope scope) {
    Reservation token = scope.reserveOrThrow(DMA_POOL_BYTES, 4096);
    token.commit();
    return token;
  }

  @Test
  void theEndOfTheScope_doesNotFreeWhatTheDeviceMayStillWrite() {
    Scope session = graph.alice.child(ScopeKind.SESSION, "s");
    Lent lent = Lent.lend(buffer(session), quarantine);

    session.close();

    assertThat(lent.isQuarantined()).isTrue();
    assertThat(graph.used(graph.alice, DMA_POOL_BYTES)).isZero();
    assertThat(graph.used(quarantine, DMA_POOL_BYTES)).isEqualTo(4096);
    assertThat(lent.acknowledge()).isTrue();
    assertThat(lent.acknowledge()).isFalse();
    assertThat(graph.used(graph.system, DMA_POOL_BYTES)).isZero();
  }

  @Test
  void anAcknowledgedLoan_isReleasedFromItsScope() {
    Lent lent = Lent.lend(buffer(graph.alice), quarantine);

    assertThat(lent.acknowledge()).isTrue();

    assertThat(graph.used(graph.system, DMA_POOL_BYTES)).isZero();
    assertThatThrownBy(() -> Lent.lend(graph.alice.reserveOrThrow(DMA_POOL_BYTES, 1), quarantine))
        .hasMessage("lending needs a committed reservation of a stock");
  }

  @Test
  void acknowledgingAgainstTheEndOfTheScope_givesBackOnce() throws Exception {
    for (int round = 0; round < 200; round++) {
      Scope session = graph.alice.child(ScopeKind.SESSION, "s");
      Lent lent = Lent.lend(buffer(session), quarantine);
      Races.race(
          lent::acknowledge,
          lent::acknowledge,
          () -> {
            session.close();
            return true;
          });
      assertThat(lent.acknowledge()).isFalse();
      assertThat(graph.used(graph.system, DMA_POOL_BYTES)).isZero();
    }
    assertThat(graph.ledgers.faults()).isZero();
  }
}
