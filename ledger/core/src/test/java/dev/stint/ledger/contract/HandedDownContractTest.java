package dev.stint.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Carried;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Contract 4, a token handed down from a caller to the hook below it: the thing is counted once,
 * and given back once, whoever of the two closes first.
 */
class HandedDownContractTest {
  private static final Resource SOCKETS = Resource.SOCKETS;

  private final Host host = new Host();

  @Test
  void handedDownToken_isCountedOnce_andReleasedOnceByEitherCloser() {
    Reservation made = host.session.reserveOrThrow(SOCKETS, 1);
    made.commit();
    Reservation adopted;
    try (Carried carried = Scope.carry(made)) {
      adopted = Cell.current().adopt(SOCKETS, 1);
      assertThat(carried.adopted()).isTrue();
    }
    assertThat(adopted).isSameAs(made);
    assertThat(host.used(host.alice, SOCKETS)).isEqualTo(1);

    adopted.close();
    made.close();

    assertThat(host.used(host.alice, SOCKETS)).isZero();
    assertThat(host.ledgers.faults()).isZero();
  }

  @Test
  void tokenForAnotherResourceOrAmount_isNotAdopted_andStaysWithTheCaller() {
    Reservation made = host.session.reserveOrThrow(SOCKETS, 1);
    try (Carried carried = Scope.carry(made)) {
      assertThat(Cell.current().adopt(Resource.THREADS, 1)).isNull();
      assertThat(Cell.current().adopt(SOCKETS, 2)).isNull();
      assertThat(carried.adopted()).isFalse();
    }
    assertThat(Cell.current().adopt(SOCKETS, 1)).isNull();
    made.close();
    assertThat(host.used(host.alice, SOCKETS)).isZero();
  }

  @Test
  void bothClosersAtOnce_giveBackOnce() throws Exception {
    List<Reservation> tokens = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Reservation made = host.session.reserveOrThrow(SOCKETS, 1);
      made.commit();
      tokens.add(made);
    }
    Host.together(2, i -> tokens.forEach(Reservation::close));
    assertThat(host.used(host.alice, SOCKETS)).isZero();
    assertThat(host.used(host.ledgers.system(), SOCKETS)).isZero();
    assertThat(host.ledgers.faults()).isZero();
  }
}
