package dev.stint.ledger.site;

import dev.stint.ledger.AllocationAccount;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Enforces;
import dev.stint.ledger.Headroom;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceLimitExceeded;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Verdict;

/**
 * What happens when a site finds its thread's grant used up: look at the exact counter, book, deny
 * or grant anew.
 *
 * <p><b>Grant.</b> Sites take estimated sizes from a grant of {@code min(64 KiB, room / 2)} exact
 * bytes, translated by the ratio of exact bytes to site bytes that this thread showed lately (a JDK
 * call may allocate much behind a small site), and at least 256 site bytes. An array that the grant
 * does not cover and that is at least 64 KiB is reserved exactly before it is allocated.
 *
 * <p><b>Overshoot.</b> A thread that is denied has passed the limit by at most 256 site bytes times
 * that ratio, plus what the JDK calls between two looks allocated beyond it (in a loop whose calls
 * start to allocate more than they did, up to 64 rounds). Threads that share a limit add up: at
 * most 64 KiB for each of the others. Virtual threads have no counter; the bound does not hold for
 * them.
 *
 * <p><b>Grace.</b> Handling a denial allocates too. A thread that was denied is not denied again
 * while its scope is less than 1 MiB above the limit, until room comes back or its principal
 * changes; because that mark is absolute, the grace of all denials of a scope is 1 MiB together.
 * What the denials themselves allocate comes on top: about 4 KiB for the first with its stack
 * trace, 200 bytes for each that follows it. Within class initialisers and class loading the mark
 * is 64 MiB: a denial there would make the class unusable for every principal, yet a guest must not
 * hide in one.
 */
final class AllocationGrants {
  static final long LARGEST = 64 << 10;
  static final long SMALLEST = 256;
  static final long RESERVED_FROM = 64 << 10;
  static final long GRACE = 1 << 20;
  static final long INITIALIZER_GRACE = 64 << 20;
  static final long NOT_DENIED = Long.MIN_VALUE;

  /** The ratio is a fixed-point number. */
  private static final long ONE = 256;

  private static final long LARGEST_RATIO = ONE << 20;

  /** Pessimistic until the thread has shown what its sites stand for. */
  static final long FIRST_RATIO = 16 * ONE;

  private AllocationGrants() {}

  /**
   * Looks. No allocation but for the token of a large array, no lock, O(depth of the scope).
   *
   * @param size bytes that the site is about to allocate, 0 for a loop poll
   * @param poll bytes that the site takes from the grant without allocating them
   * @throws ResourceLimitExceeded before the allocation, when it does not fit
   */
  @Enforces(Resource.HEAP_ALLOCATED)
  static void look(AllocationAccounts accounts, Cell cell, long size, long poll) {
    if (cell.inside > 0) {
      return;
    }
    Headroom.require();
    cell.inside++;
    long roomBefore = cell.roomAtDenial;
    Denied denied;
    try {
      denied = decide(accounts, cell, size, poll);
    } finally {
      cell.inside--;
    }
    if (denied != null) {
      boolean again = roomBefore != NOT_DENIED && cell.roomAtDenial <= roomBefore;
      throw again && roomBefore < GRACE
          ? ResourceLimitExceeded.repeated(denied)
          : new ResourceLimitExceeded(denied);
    }
  }

  private static @Nullable Denied decide(
      AllocationAccounts accounts, Cell cell, long size, long poll) {
    AllocationAccount account = accounts.of(cell);
    long siteBytes = cell.granted - cell.remaining + poll;
    long before = cell.readAtLook;
    long now = bookAll(accounts, cell, account);
    if (now != AllocationAccount.NO_COUNTER) {
      learn(cell, now - before, siteBytes);
    }
    accounts.dropHeld(account);
    forget(cell, now);
    Scope payer = accounts.payer(cell);
    long room = payer.room(Resource.HEAP_ALLOCATED);
    Denied denied = admit(account, payer, cell, size, room);
    if (denied == null) {
      grant(cell, size, room);
    }
    return denied;
  }

  /** Books up to now; for a thread without a counter, the estimate of its sites. */
  static long bookAll(AllocationAccounts accounts, Cell cell, AllocationAccount account) {
    if (account.booked() == AllocationAccount.NO_COUNTER) {
      accounts.bookEstimate(account, cell.granted - cell.remaining - cell.polled);
      return AllocationAccount.NO_COUNTER;
    }
    return accounts.book(account);
  }

  /** The next site looks. */
  static void forget(Cell cell, long now) {
    cell.remaining = 0;
    cell.granted = 0;
    cell.polled = 0;
    cell.readAtLook = now;
  }

  private static void learn(Cell cell, long exactBytes, long siteBytes) {
    if (siteBytes <= 0) {
      return;
    }
    long seen = Math.min(exactBytes, Long.MAX_VALUE / ONE) * ONE / siteBytes;
    long ratio = cell.ratio;
    long next = seen >= ratio ? seen : ratio - (ratio - seen) / 8;
    cell.ratio = Math.max(ONE, Math.min(LARGEST_RATIO, next));
  }

  private static @Nullable Denied admit(
      AllocationAccount account, Scope payer, Cell cell, long size, long room) {
    if (room == Long.MAX_VALUE) {
      return null;
    }
    if (room > cell.roomAtDenial || room >= GRACE) {
      cell.roomAtDenial = NOT_DENIED;
    }
    if (size <= room) {
      return size < RESERVED_FROM ? null : reserve(account, payer, cell, size, room);
    }
    return size <= room + tolerated(cell) ? null : reserve(null, payer, cell, size, room);
  }

  private static long tolerated(Cell cell) {
    if (cell.initializers > 0) {
      return INITIALIZER_GRACE;
    }
    return cell.roomAtDenial == NOT_DENIED ? 0 : GRACE;
  }

  /**
   * Asks the ledger itself: its word is exact, and a denial has its numbers and is counted and
   * heard of. Without an account to hold the token a grant only means that room just came back.
   */
  private static @Nullable Denied reserve(
      @Nullable AllocationAccount account, Scope payer, Cell cell, long size, long room) {
    // A poll has no size of its own: it asks for a byte, so that its denial does not say zero.
    Verdict verdict = payer.reserve(Resource.HEAP_ALLOCATED, Math.max(1, size));
    if (verdict instanceof Denied denied) {
      cell.roomAtDenial = room;
      return denied;
    }
    Reservation reservation = verdict.orThrow();
    if (account == null) {
      reservation.rollback();
    } else {
      account.hold(reservation);
    }
    return null;
  }

  private static void grant(Cell cell, long size, long room) {
    long exact = room == Long.MAX_VALUE ? LARGEST : Math.min(LARGEST, (room - size) / 2);
    long grant = Math.max(SMALLEST, exact * ONE / cell.ratio);
    cell.granted = grant + size;
    cell.remaining = grant;
  }
}
