package dev.stint.agent.alloc;

import dev.stint.ledger.AllocationAccount;
import dev.stint.ledger.Cell;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;
import dev.stint.ledger.site.AllocationAccounts;
import dev.stint.ledger.site.AllocationSites;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Books what the threads allocated since they last booked it themselves.
 *
 * <p>It looks every 5 ms. The JVM reads a foreign counter in two unordered steps, so a reading can
 * be too high by one allocation buffer when it meets the thread while it replaces that buffer. Two
 * readings in a row that differ cannot both have met the same replacement, so the lesser of them is
 * booked; a reading that stands still is booked after 100 ms, when the thread is idle and not held
 * up by the operating system in that instant. So the ledger is at most 10 ms behind a thread that
 * allocates and 100 ms behind one that stopped.
 *
 * <p>Threads that never met an entry point or a site have no account: they are looked for every 100
 * ms and booked to {@code default}. A thread that dies between two looks without {@link
 * AllocationSites#settle} keeps its last bytes to itself. Holds one entry for each live platform
 * thread. Confined to the sampler thread.
 */
final class AllocationSampler {
  static final long PERIOD_NANOS = 5_000_000;
  private static final int LOOKS_PER_SEARCH = 20;
  private static final int LOOKS_STILL = 20;

  private final AllocationAccounts accounts;
  private final ThreadCounter counter;
  private final ThreadIds threadIds;
  private final Map<Long, Entry> entries = new HashMap<>();
  private long[] ids = {};
  private boolean changed;
  private long carriedEstimate;
  private volatile boolean stopped;
  private volatile long looks;

  AllocationSampler(AllocationAccounts accounts, ThreadCounter counter, ThreadIds threadIds) {
    this.accounts = accounts;
    this.counter = counter;
    this.threadIds = threadIds;
  }

  /** What was allocated before now is nobody's; call it before the accounts are installed. */
  void skipThePast() {
    long[] live = counter.liveIds();
    long[] bytes = counter.read(live);
    for (int i = 0; i < live.length; i++) {
      put(live[i], new Entry(Math.max(0, bytes[i])));
    }
  }

  /** Samples until {@link #stop}, on the calling thread, at the cost of {@code payer}. */
  void run(Scope payer) {
    Cell cell = Cell.current();
    cell.inside++;
    AllocationSites.settle(cell);
    cell.scope = payer;
    while (!stopped) {
      look();
      LockSupport.parkNanos(this, PERIOD_NANOS);
    }
    look();
    look();
    AllocationSites.settle(cell);
  }

  void stop() {
    stopped = true;
  }

  /** How often it has looked. */
  long looks() {
    return looks;
  }

  /** One look at all threads; for the thread that runs the sampler. */
  void look() {
    boolean search = looks % LOOKS_PER_SEARCH == 0 || stopped;
    looks++;
    long[] read = search ? counter.liveIds() : ids;
    long[] bytes = counter.read(read);
    if (!counter.keepEnabled()) {
      return;
    }
    long unclaimed = adoptOpened();
    for (int i = 0; i < read.length; i++) {
      unclaimed += book(read[i], bytes[i]);
    }
    bookUnclaimed(unclaimed);
    rememberIds();
  }

  /**
   * Takes over accounts opened since the last look. It follows the reading of the counters, so that
   * no reading is newer than the first bytes of an account that it does not know.
   *
   * @return the bytes of these threads from before they had an account
   */
  private long adoptOpened() {
    long before = 0;
    AllocationAccount oldestFirst = reversed(accounts.takeOpened());
    for (AllocationAccount next = oldestFirst; next != null; next = next.next) {
      long id = threadIds.of(next.thread());
      if (id != ThreadIds.UNKNOWN) {
        Entry entry = entries.get(id);
        if (entry == null) {
          entry = new Entry(0);
          put(id, entry);
        }
        before += entry.adopt(next, accounts);
      }
    }
    return before;
  }

  private static @Nullable AllocationAccount reversed(@Nullable AllocationAccount list) {
    AllocationAccount done = null;
    AllocationAccount rest = list;
    while (rest != null) {
      AllocationAccount next = rest.next;
      rest.next = done;
      done = rest;
      rest = next;
    }
    return done;
  }

  /** Books one reading; returns the bytes that nobody but {@code default} pays for. */
  private long book(long id, long reading) {
    Entry entry = entries.get(id);
    if (entry == null) {
      entry = new Entry(0);
      put(id, entry);
    }
    if (reading >= 0) {
      return entry.book(reading, accounts);
    }
    if (!entry.ended()) {
      return 0;
    }
    long last = entry.book(Long.MAX_VALUE, accounts);
    entry.end(accounts);
    entries.remove(id);
    changed = true;
    return last;
  }

  private void put(long id, Entry entry) {
    entries.put(id, entry);
    changed = true;
  }

  /**
   * Carriers allocated what virtual threads estimate: it is booked once, where it was estimated.
   */
  private void bookUnclaimed(long bytes) {
    long estimated = accounts.takeEstimated() + carriedEstimate;
    long covered = Math.min(estimated, bytes);
    carriedEstimate = estimated - covered;
    accounts.bookUnclaimed(bytes - covered);
  }

  private void rememberIds() {
    if (changed) {
      changed = false;
      ids = new long[entries.size()];
      int next = 0;
      for (Long id : entries.keySet()) {
        ids[next++] = id;
      }
    }
  }

  /** One thread: its account, or what is booked of it without one. */
  private static final class Entry {
    private long booked;
    private long lastReading;
    private int still;
    private @Nullable AllocationAccount account;

    Entry(long booked) {
      this.booked = booked;
      this.lastReading = booked;
    }

    /** Whether a thread without a counter has ended; one that lives only lost it for a moment. */
    boolean ended() {
      return account == null || !account.thread().isAlive();
    }

    long adopt(AllocationAccount opened, AllocationAccounts accounts) {
      end(accounts);
      account = opened;
      long before = opened.firstBytes() - booked;
      if (before < 0) {
        skip(opened, booked);
      }
      return Math.max(0, before);
    }

    /** A reading was too high: the account starts where it ended. */
    private static void skip(AllocationAccount opened, long upTo) {
      for (long seen = opened.booked(); seen < upTo; seen = opened.booked()) {
        if (opened.claim(seen, upTo)) {
          return;
        }
      }
    }

    long book(long reading, AllocationAccounts accounts) {
      long sure = sure(reading);
      if (account != null) {
        accounts.book(account, sure);
        return 0;
      }
      long more = Math.max(0, sure - booked);
      booked += more;
      return more;
    }

    /**
     * What is allocated for certain, see the class: a reading that stands still must stand long.
     */
    private long sure(long reading) {
      still = reading == lastReading ? still + 1 : 0;
      if (still > 0 && still < LOOKS_STILL) {
        return booked;
      }
      long sure = Math.min(lastReading, reading);
      lastReading = reading;
      return sure;
    }

    /** Closes the account, when its cell was discarded or its thread ended. */
    void end(AllocationAccounts accounts) {
      AllocationAccount ended = account;
      if (ended == null) {
        return;
      }
      long seen = ended.booked();
      while (!ended.claim(seen, Long.MAX_VALUE)) {
        seen = ended.booked();
      }
      booked = seen;
      accounts.dropHeld(ended);
    }
  }
}
