package dev.stint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MemoryAccountTest {
  private static final long PAGE = MemoryAccount.PAGE_BYTES;

  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(16));
  private final Scope alice = ledgers.principal("alice");
  private final HostPool pool = new HostPool(8 * PAGE);
  private final MemoryAccount account =
      new MemoryAccount(alice.child(ScopeKind.INVOCATION, "run"), pool);

  private long used(Resource resource) {
    return alice.ledger(resource).used();
  }

  @Test
  @Tag("M-D2")
  void grow_chargesTheDifference_andAFailureGivesItBack() {
    assertThat(account.open(2 * PAGE, 6 * PAGE)).isNull();
    assertThat(account.grow(2, 5)).isTrue();
    assertThat(used(Resource.LINEAR_MEMORY)).isEqualTo(5 * PAGE);

    account.grow(5, 2);

    assertThat(used(Resource.LINEAR_MEMORY)).isEqualTo(2 * PAGE);
    assertThat(used(Resource.LINEAR_RESERVED)).isEqualTo(6 * PAGE);
    assertThat(pool.takenBytes()).isEqualTo(2 * PAGE);
  }

  @Test
  void grow_beyondTheReservation_reservesMore() {
    account.open(PAGE, PAGE);

    assertThat(account.grow(1, 3)).isTrue();
    assertThat(used(Resource.LINEAR_RESERVED)).isEqualTo(3 * PAGE);
  }

  @Test
  @Tag("denies:linear.reserved")
  @Tag("denies:linear.memory")
  void grow_deniedByAnyOfThree_chargesNothing() {
    account.open(PAGE, PAGE);
    ledgers.binder("test").bind(alice, Resource.LINEAR_RESERVED, Limit.hard(2 * PAGE));

    assertThat(account.grow(1, 3)).isFalse();
    ledgers.binder("test").bind(alice, Resource.LINEAR_RESERVED, null);
    ledgers.binder("test").bind(alice, Resource.LINEAR_MEMORY, Limit.hard(2 * PAGE));
    assertThat(account.grow(1, 3)).isFalse();
    ledgers.binder("test").bind(alice, Resource.LINEAR_MEMORY, null);
    assertThat(account.grow(1, 9)).isFalse();

    assertThat(used(Resource.LINEAR_MEMORY)).isEqualTo(PAGE);
    assertThat(pool.takenBytes()).isEqualTo(PAGE);
    account.close();
    account.close();
    assertThat(pool.takenBytes()).isZero();
  }

  @Test
  void open_moreThanTheHeap_saysSo() {
    assertThatThrownBy(() -> account.open(9 * PAGE, 9 * PAGE))
        .isInstanceOf(HostPool.HostExhausted.class)
        .hasMessage(
            "host has no heap for the guest: requested [576Ki], used [0], of [512Ki]"
                + " (STINT-H015)");
  }
}
