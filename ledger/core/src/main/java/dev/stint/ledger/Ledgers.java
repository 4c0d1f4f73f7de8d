package dev.stint.ledger;

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
  private final Scope system;
  private volatile LedgerListener listener = LedgerListener.NONE;

  public Ledgers(MonotonicClock clock, AuditSink audit) {
    this.clock = clock;
    this.audit = audit;
    this.system = new Scope(this, ScopeKind.SYSTEM, "system", null, new Scope[0]);
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

  /** Replaces the listener; there is one. */
  public void listen(LedgerListener next) {
    listener = next;
  }

  /** How many counters went below zero: 0 unless the kernel itself is wrong. */
  public long faults() {
    return faults.get();
  }

  LedgerListener listener() {
    return listener;
  }

  Gate gate() {
    return gate;
  }

  void denied(Denied denied) {
    listener.denied(denied);
  }

  /** A counter went below zero: counted and shown, never clamped. */
  void fault(Ledger ledger, long before, long amount) {
    faults.incrementAndGet();
  }

  void bringBack(Ledger ledger, Window window) {
    long now = clock.nanoTime();
    gate.enterShared();
    try {
      ledger.bringBack(window.advance(now));
    } finally {
      gate.exitShared();
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
