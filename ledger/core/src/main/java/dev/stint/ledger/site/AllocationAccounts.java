package dev.stint.ledger.site;

import dev.stint.ledger.Admission;
import dev.stint.ledger.AllocationAccount;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Enforces;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Books the exact counters of all threads into {@code heap.allocated}, each byte once.
 *
 * <p>A thread books its own counter when its principal changes, when it ends and when a site looks;
 * the sampler books what lies between. Both move {@link AllocationAccount#booked} by
 * compare-and-set and record what they moved it by, so neither waits for the other.
 *
 * <p>Accuracy: after {@link #settle} the booked bytes are the thread's counter. The sampler's
 * reading of a foreign counter may race with the thread's allocation buffer; a reading that was too
 * high is made good by booking less next time. Between two instants at which the thread settles,
 * every byte goes to the scope of the cell in between.
 */
public final class AllocationAccounts {
  private final AllocationCounter counter;
  private final Scope fallback;
  private final AtomicReference<@Nullable AllocationAccount> opened = new AtomicReference<>();
  private final AtomicLong estimated = new AtomicLong();

  public AllocationAccounts(Ledgers ledgers, AllocationCounter counter) {
    this.counter = counter;
    this.fallback = ledgers.principal(PrincipalName.DEFAULT);
  }

  /** The account of the calling thread, whose cell this is. Allocates once for each thread. */
  AllocationAccount of(Cell cell) {
    AllocationAccount account = cell.account;
    return account != null && account.owner() == this ? account : open(cell);
  }

  private AllocationAccount open(Cell cell) {
    long now = counter.currentThreadBytes();
    AllocationAccount account = new AllocationAccount(this, cell, now);
    cell.account = account;
    AllocationGrants.forget(cell, now);
    cell.ratio = AllocationGrants.FIRST_RATIO;
    if (now != AllocationAccount.NO_COUNTER) {
      publish(account);
    }
    return account;
  }

  private void publish(AllocationAccount account) {
    for (; ; ) {
      AllocationAccount head = opened.get();
      account.next = head;
      if (opened.compareAndSet(head, account)) {
        return;
      }
    }
  }

  /** Everything opened since the last call, as a list; for the sampler alone. */
  public @Nullable AllocationAccount takeOpened() {
    return opened.getAndSet(null);
  }

  Scope payer(Cell cell) {
    Scope scope = cell.scope;
    return scope == null ? fallback : scope;
  }

  /** Books the calling thread's counter up to now; returns it. No allocation, no lock. */
  long book(AllocationAccount account) {
    long now = counter.currentThreadBytes();
    book(account, now);
    return now;
  }

  /** Books a thread's counter up to a reading; readings that are older than that do nothing. */
  public void book(AllocationAccount account, long reading) {
    for (; ; ) {
      long seen = account.booked();
      if (reading <= seen) {
        return;
      }
      Scope payer = payer(account.cell());
      if (account.claim(seen, reading)) {
        record(account, payer, reading - seen);
        return;
      }
    }
  }

  /** Records what sites of a thread without a counter took: an estimate. */
  void bookEstimate(AllocationAccount account, long bytes) {
    if (bytes > 0) {
      estimated.addAndGet(bytes);
      record(account, payer(account.cell()), bytes);
    }
  }

  /** An array that was reserved before it was allocated is committed and not recorded again. */
  @Enforces(value = Resource.HEAP_ALLOCATED, admits = Admission.POST_PAID)
  private static void record(AllocationAccount account, Scope payer, long bytes) {
    Reservation held = account.held();
    long rest = bytes;
    if (held != null && held.amount() <= bytes && account.takeHeld(held)) {
      rest -= held.amount();
      held.commit();
    }
    payer.record(Resource.HEAP_ALLOCATED, rest);
  }

  /** Books all of the calling thread's counter; what its grant had left is void. */
  void settle(Cell cell) {
    AllocationAccount account = of(cell);
    long now = AllocationGrants.bookAll(this, cell, account);
    dropHeld(account);
    AllocationGrants.forget(cell, now);
    cell.roomAtDenial = AllocationGrants.NOT_DENIED;
  }

  /** Gives back the reservation of an array that was never allocated. */
  @Enforces(value = Resource.HEAP_ALLOCATED, step = Enforces.Step.RELEASE)
  public void dropHeld(AllocationAccount account) {
    Reservation held = account.held();
    if (held != null && account.takeHeld(held)) {
      held.rollback();
    }
  }

  /** Books bytes of threads that nobody else pays for; for the sampler alone. */
  @Enforces(value = Resource.HEAP_ALLOCATED, admits = Admission.POST_PAID)
  public void bookUnclaimed(long bytes) {
    fallback.record(Resource.HEAP_ALLOCATED, bytes);
  }

  /** The estimated bytes since the last call: carriers of virtual threads allocated them. */
  public long takeEstimated() {
    return estimated.getAndSet(0);
  }
}
