package dev.stint.ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.AllocationAccount;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Accounts over a counter that the test moves. */
class AllocationAccountsTest {
  private final AtomicLong counter = new AtomicLong(1_000);
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope alice = ledgers.principal("alice");
  private final Scope bob = ledgers.principal("bob");
  private final AllocationAccounts accounts = new AllocationAccounts(ledgers, counter::get);

  @Test
  void settle_booksToTheScopeBeforeTheChange() {
    Cell cell = Cell.current();
    accounts.settle(cell);
    cell.scope = alice;
    counter.addAndGet(70);
    accounts.settle(cell);
    accounts.settle(cell);
    cell.scope = null;
    counter.addAndGet(5);
    accounts.settle(cell);

    assertThat(heap(alice).total()).isEqualTo(70);
    assertThat(heap(ledgers.principal("default")).total()).isEqualTo(5);
  }

  @Test
  void readingThatIsOld_booksNothing() {
    Cell cell = Cell.current();
    accounts.settle(cell);
    counter.addAndGet(100);
    accounts.settle(cell);
    AllocationAccount account = cell.account;

    accounts.book(account, 1_050);

    assertThat(account.booked()).isEqualTo(1_100);
    assertThat(heap(ledgers.system()).total()).isEqualTo(100);
  }

  @Test
  void readingThatWasTooHigh_isMadeGoodByTheNext() {
    Cell cell = Cell.current();
    accounts.settle(cell);
    accounts.book(cell.account, 1_500);
    counter.addAndGet(200);
    accounts.settle(cell);
    counter.addAndGet(400);
    accounts.settle(cell);

    assertThat(heap(ledgers.system()).total()).isEqualTo(600);
  }

  /** The sampler books the same bytes as fast as it can while the owner changes its principal. */
  @Test
  void racingSampler_booksEachByteOnceAndToTheRightScope() throws Exception {
    long seed = System.nanoTime();
    System.out.println("accounts race: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Cell cell = Cell.current();
    accounts.settle(cell);
    AllocationAccount account = cell.account;
    AtomicBoolean done = new AtomicBoolean();
    Thread racer =
        new Thread(
            () -> {
              while (!done.get()) {
                accounts.book(account, counter.get());
              }
            });
    racer.start();
    long forAlice = 0;
    long forBob = 0;
    for (int turn = 0; turn < 200_000; turn++) {
      boolean first = random.nextBoolean();
      cell.scope = first ? alice : bob;
      long bytes = random.nextInt(1, 100);
      counter.addAndGet(bytes);
      if (random.nextInt(4) == 0) {
        Thread.onSpinWait();
      }
      accounts.settle(cell);
      forAlice += first ? bytes : 0;
      forBob += first ? 0 : bytes;
    }
    done.set(true);
    racer.join();
    cell.scope = null;

    assertThat(heap(alice).total()).isEqualTo(forAlice);
    assertThat(heap(bob).total()).isEqualTo(forBob);
    assertThat(heap(ledgers.system()).total()).isEqualTo(forAlice + forBob);
  }

  private static Ledger heap(Scope scope) {
    return scope.ledger(Resource.HEAP_ALLOCATED);
  }
}
