package dev.stint.ledger;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One scope graph with its clock, its gate and its audit. A JVM has one that everything charges,
 * {@link #jvm()}; tests make their own.
 */
public final class Ledgers {
  private final MonotonicClock clock;
  private final AuditSink audit;
  private final Gate gate = new Gate();
  private final AtomicLong faults = new AtomicLong();
  private final Queue<Ledger> faulted = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean reporting = new AtomicBoolean();
  private final AtomicLong failedNotices = new AtomicLong();
  private volatile boolean hasFaults;

  /** When denials were last audited, by the hash of the ledger; two may share a place. */
  private final int[] auditedSeconds = new int[1024];

  private final long startNanos;
  private volatile int second;
  private final Scope system;
  private final AtomicLong leaks = new AtomicLong();
  private final Deadlines deadlines = new Deadlines();
  private final Reaper reaper = new Reaper(this);
  private final AtomicBoolean moving = new AtomicBoolean();
  private final Listeners listeners = new Listeners(this);

  public Ledgers(MonotonicClock clock, AuditSink audit) {
    this.clock = clock;
    this.audit = audit;
    this.startNanos = clock.nanoTime();
    this.system = new Scope(this, ScopeKind.SYSTEM, "system", Scope.NONE, null);
  }

  /**
   * The graph of this JVM.
   *
   * @throws ExceptionInInitializerError when another copy of this class already is the boot
   *     loader's: two graphs would each admit what only one may
   */
  public static Ledgers jvm() {
    return Jvm.LEDGERS;
  }

  /** The root: what the whole JVM uses. */
  public Scope system() {
    return system;
  }

  /** The scope of a principal, below the root. */
  public Scope principal(String name) {
    return system.child(ScopeKind.PRINCIPAL, name);
  }

  /**
   * Where work waits whose principal is not known yet. Each scope directly below it has a deadline
   * from its birth, and a {@link Scope#rebind} to its final parents ends it.
   */
  public Scope transientScope() {
    return system.child(ScopeKind.TRANSIENT, "transient");
  }

  /** How long a scope may stay transient from now on, when it names no other deadline; 60 s. */
  public void transientDeadline(long nanos) {
    deadlines.transientNanos(nanos);
  }

  /** The scopes that have a deadline, the oldest first, at most so many. */
  public List<Deadline> deadlines(int limit) {
    return deadlines.oldest(limit);
  }

  /** Closes idle and overdue scopes when it is asked to. */
  public Reaper reaper() {
    return reaper;
  }

  /**
   * The live reservations of a stock that are oldest, the oldest first.
   *
   * @param only the resource, or null for all
   * @param limit how many at most; never more than 1000 are listed
   */
  public List<Holding> holders(@Nullable Resource only, int limit) {
    return HolderList.of(system, only, limit);
  }

  /** How many scopes, spans aside, still held something when they were closed. */
  public long leaks() {
    return leaks.get();
  }

  public MonotonicClock clock() {
    return clock;
  }

  public AuditSink audit() {
    return audit;
  }

  /** A binder that may set limits in this graph; its name stands in the audit. */
  public Binder binder(String name) {
    return new Binder(this, name);
  }

  /** Adds a listener; the earlier ones go on. What it throws is counted and goes no further. */
  public void listen(LedgerListener listener) {
    listeners.add(listener);
  }

  /** Removes a listener; nothing happens when it is not one. */
  public void unlisten(LedgerListener listener) {
    listeners.remove(listener);
  }

  /**
   * How often a listener, a wake-up or the audit of a fault threw after the ledgers had done their
   * part. It is counted here and never reaches the code that was charged.
   */
  public long failedNotices() {
    return failedNotices.get();
  }

  /** Audits what has happened already: a failure of the audit is counted and goes no further. */
  void note(AuditKind kind, Scope scope, String subject, String detail) {
    try {
      audit.append(kind, scope.path(), subject, detail);
    } catch (Throwable e) {
      failedNotices.incrementAndGet();
    }
  }

  /** Whether it is the first denial there in this second; racy, one too many does no harm. */
  private boolean isNews(Ledger ledger) {
    int place = System.identityHashCode(ledger) & (auditedSeconds.length - 1);
    int now = second + 1;
    boolean news = auditedSeconds[place] != now;
    auditedSeconds[place] = now;
    return news;
  }

  /**
   * Audits a denial, the first of its ledger in each second of the coarse clock: a storm of them
   * must not push out what is audited besides.
   */
  private void offer(Denied denied) {
    try {
      audit.offer(
          AuditKind.DENIED,
          denied.requester().path(),
          denied.resource().label(),
          denied.message() + ", denied [" + denied.ledger().denied() + "] there so far");
    } catch (Throwable e) {
      failedNotices.incrementAndGet();
    }
  }

  /** Audits that handles of a scope were revoked, with those derived from them. */
  public void revoked(Scope scope, int handles) {
    note(AuditKind.REVOKED, scope, Resource.HANDLES.label(), "handles [" + handles + "]");
  }

  void noticeFailed() {
    failedNotices.incrementAndGet();
  }

  /** How many counters went below zero: 0 unless the kernel itself is wrong. */
  public long faults() {
    return faults.get();
  }

  LedgerListener listeners() {
    return listeners;
  }

  Gate gate() {
    return gate;
  }

  void denied(Denied denied) {
    if (isNews(denied.ledger())) {
      offer(denied);
    }
    listeners.denied(denied);
  }

  /** A counter went below zero: counted and shown, never clamped. Inside the gate. */
  void fault(Ledger ledger, long before, long amount) {
    faults.incrementAndGet();
    try {
      faulted.add(ledger);
      hasFaults = true;
    } catch (OutOfMemoryError e) {
      // The rest of the line comes first; the ledger stays in quarantine and is counted.
      failedNotices.incrementAndGet();
    }
  }

  /**
   * Audits the faults that were found inside the gate; called outside of it. A record that the
   * audit does not take is tried again by the next operation.
   */
  void reportFaults() {
    while (hasFaults && reporting.compareAndSet(false, true)) {
      hasFaults = false;
      try {
        for (Ledger ledger = faulted.peek(); ledger != null; ledger = faulted.peek()) {
          drain(ledger);
          audit.append(
              AuditKind.RECOVERY,
              ledger.scope().path(),
              ledger.resource().label(),
              "count below zero [" + ledger.usedNow() + "], in quarantine until a recount");
          faulted.poll();
        }
      } catch (Throwable e) {
        failedNotices.incrementAndGet();
        hasFaults = true;
        return;
      } finally {
        reporting.set(false);
      }
    }
  }

  /** Lanes of a ledger in quarantine must not go on granting. */
  private void drain(Ledger ledger) {
    gate.enterAlone();
    try {
      Subtree.drain(ledger);
    } finally {
      gate.exitAlone();
    }
  }

  /** Something that a scope owned failed to end. */
  void ownerFailed() {
    faults.incrementAndGet();
  }

  void leaked() {
    leaks.incrementAndGet();
  }

  Deadlines deadlines() {
    return deadlines;
  }

  void closed(Scope scope) {
    Deadline deadline = scope.deadline();
    if (deadline != null) {
      deadlines.remove(deadline);
    }
    if (scope.pins() != null) {
      reaper.remove(scope);
    }
    listeners.scopeClosed(scope);
  }

  /** Seconds since this graph was made, as of the last {@link #moveSeconds}. No clock is read. */
  int second() {
    return second;
  }

  /** Moves the coarse clock by which reservations know their age; sweeps and snapshots do it. */
  public void moveSeconds() {
    second = (int) ((clock.nanoTime() - startNanos) / 1_000_000_000L);
  }

  /** Moves come one after the other; taken outside the gate, and never inside. */
  void beginMove() {
    for (int spins = 0; !moving.compareAndSet(false, true); spins++) {
      Gate.pause(spins);
    }
  }

  void endMove() {
    moving.set(false);
  }

  void bringBack(Ledger ledger, Window window) {
    long now = clock.nanoTime();
    int ticket = gate.enterShared();
    try {
      ledger.bringBack(window.advance(now));
    } finally {
      gate.exitShared(ticket);
    }
  }

  private static final class Jvm {
    static final Ledgers LEDGERS = make();

    private static Ledgers make() {
      OneCopy.check(Ledgers.class);
      return new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(MemoryAudit.DEFAULT_CAPACITY));
    }
  }
}
