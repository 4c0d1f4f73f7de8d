package dev.stint.ledger.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sites over a counter that the test moves, with a limit of 1 MiB. */
class AllocationSitesTest {
  private static final long LIMIT = 1 << 20;

  private final AtomicLong counter = new AtomicLong();
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope alice = ledgers.principal("alice");
  private final Ledger heap = alice.ledger(Resource.HEAP_ALLOCATED);
  private final AllocationAccounts accounts = new AllocationAccounts(ledgers, counter::get);
  private final Cell cell = Cell.current();

  @BeforeEach
  void arm() {
    Limit limit = Limit.hard(LIMIT).from("test.yaml:3");
    ledgers.binder("test").bind(alice, Resource.HEAP_ALLOCATED, limit);
    AllocationSites.install(accounts, true);
    AllocationSites.settle(cell);
    cell.scope = alice;
  }

  @AfterEach
  void disarm() {
    AllocationSites.settle(cell);
    cell.scope = null;
    AllocationSites.uninstall(accounts);
  }

  @Test
  void notArmed_hasNoCell() {
    AllocationSites.install(accounts, false);

    assertThat(AllocationSites.cell()).isNull();
    AllocationSites.takeArray(Integer.MAX_VALUE, 8);
  }

  @Test
  @Tag("denies:heap.allocated")
  void array_thatDoesNotFit_isDeniedWithAllNumbers() {
    allocate(1 << 19);

    assertThatThrownBy(() -> AllocationSites.takeArray(1 << 20, 1))
        .isInstanceOf(ResourceLimitExceeded.class)
        .hasMessage(
            "exceeded limit: principal [alice] heap.allocated, requested [1048592], used [512Ki],"
                + " hard [1Mi], at [system/alice], profile [test.yaml:3], retry [no]"
                + " (STINT-L011)");
  }

  @Test
  void largeArray_isReservedUntilItIsBooked() {
    AllocationSites.takeArray(100 << 10, 1);
    assertThat(heap.reserved()).isEqualTo((100 << 10) + 16);

    allocate((100 << 10) + 16);
    AllocationSites.settle(cell);
    assertThat(heap.reserved()).isZero();
    assertThat(heap.used()).isEqualTo((100 << 10) + 16);
    assertThat(heap.total()).isEqualTo((100 << 10) + 16);
  }

  @Test
  void largeArray_thatWasNeverAllocated_isGivenBack() {
    AllocationSites.takeArray(100 << 10, 1);
    AllocationSites.settle(cell);

    assertThat(heap.reserved()).isZero();
    assertThat(heap.used()).isZero();
  }

  @Test
  void ownCode_isNotDenied() {
    cell.inside++;
    AllocationSites.takeArray(2 << 20, 1);
    cell.inside--;

    assertThat(heap.denied()).isZero();
  }

  @Test
  void initialiser_isNotDeniedUpToItsMark() {
    AllocationSites.enterInitializer();
    allocate(2 << 20);
    AllocationSites.take(32);
    allocate(64 << 20);
    assertThatThrownBy(() -> AllocationSites.takeArray(1 << 20, 1))
        .isInstanceOf(ResourceLimitExceeded.class);
    AllocationSites.exitInitializer();

    assertThat(cell.initializers).isZero();
  }

  @Test
  void repeatedDenial_hasTheSameTextAndNoStackTrace() {
    allocate(3 << 20);

    assertThatThrownBy(() -> AllocationSites.take(32))
        .isInstanceOfSatisfying(
            ResourceLimitExceeded.class, e -> assertThat(e.getStackTrace()).isNotEmpty());
    assertThatThrownBy(() -> AllocationSites.take(32))
        .hasMessage(
            "exceeded limit: principal [alice] heap.allocated, requested [32], used [3Mi], hard"
                + " [1Mi], at [system/alice], profile [test.yaml:3], retry [no] (STINT-L011)")
        .isInstanceOfSatisfying(
            ResourceLimitExceeded.class, e -> assertThat(e.getStackTrace()).isEmpty());
  }

  @Test
  void closedScope_isDenied() {
    alice.close();

    assertThatThrownBy(() -> AllocationSites.take(32)).isInstanceOf(ResourceLimitExceeded.class);
  }

  @Test
  void nest_measuresArraysOfArrays() {
    long row = AllocationSites.nest(4, 10);
    assertThat(row).isEqualTo(16 + 4 + 40);
    assertThat(AllocationSites.nest(row, 3)).isEqualTo(16 + 4 + 180);
    assertThat(AllocationSites.nest(row, 0)).isEqualTo(20);
    assertThat(AllocationSites.nest(row, -1)).isEqualTo(20);
    long huge = AllocationSites.nest(8, Integer.MAX_VALUE);
    for (int i = 0; i < 255; i++) {
      huge = AllocationSites.nest(huge, Integer.MAX_VALUE);
      assertThat(huge).isPositive();
    }
    AllocationSites.nest(huge, 1);
  }

  private void allocate(long bytes) {
    counter.addAndGet(bytes);
  }
}
