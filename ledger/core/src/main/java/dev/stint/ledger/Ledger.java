package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The one enforcement counter of record for a scope and a resource.
 *
 * <p>{@code used} holds everything charged here: the scope's own holdings and those of the scopes
 * below it. Each increase is one compare-and-set from a value that fitted, after which the limit is
 * read again; so {@code used <= hard} holds at every instant while hard does not change, and a
 * limit that is lowered meanwhile is never passed unseen.
 *
 * <p>Reading is free of locks and may be a moment old. Charging goes through {@link Scope}.
 */
public final class Ledger {
  private static final long CLOSED = Long.MIN_VALUE;
  private static final VarHandle USED;
  private static final VarHandle PENDING;
  private static final VarHandle TOTAL;
  private static final VarHandle PEAK;
  private static final VarHandle DENIED;
  private static final VarHandle WOULD_DENY;
  private static final VarHandle STALL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      USED = lookup.findVarHandle(Ledger.class, "used", long.class);
      PENDING = lookup.findVarHandle(Ledger.class, "pending", long.class);
      TOTAL = lookup.findVarHandle(Ledger.class, "total", long.class);
      PEAK = lookup.findVarHandle(Ledger.class, "peak", long.class);
      DENIED = lookup.findVarHandle(Ledger.class, "denied", long.class);
      WOULD_DENY = lookup.findVarHandle(Ledger.class, "wouldDeny", long.class);
      STALL = lookup.findVarHandle(Ledger.class, "stallNanos", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Scope scope;
  private final Resource resource;
  private final WaitQueue waiters = new WaitQueue();
  private volatile long used;
  private volatile long pending;
  private volatile long total;
  private volatile long peak;
  private volatile long denied;
  private volatile long wouldDeny;
  private volatile long stallNanos;
  private volatile @Nullable Limit limit;
  private volatile @Nullable Window window;

  Ledger(Scope scope, Resource resource) {
    this.scope = scope;
    this.resource = resource;
  }

  public Scope scope() {
    return scope;
  }

  public Resource resource() {
    return resource;
  }

  /** The limit of this ledger itself, or null where only its ancestors bound it. */
  public @Nullable Limit limit() {
    return limit;
  }

  /** What is held now, or spent in the current window; zero once the scope is closed. */
  public long used() {
    Window w = window;
    if (w != null) {
      scope.root().bringBack(this, w);
    }
    return usedNow();
  }

  /** The same without looking at the clock. */
  long usedNow() {
    long now = used;
    return now == CLOSED ? 0 : now;
  }

  /** The part of {@link #used()} whose reservations are neither committed nor rolled back. */
  public long reserved() {
    return pending;
  }

  /** For a flow, everything ever spent here; for a stock, the sum of all charges. */
  public long total() {
    return total;
  }

  /** The largest {@link #used()} ever seen. */
  public long peak() {
    return peak;
  }

  /** What lies above hard: debt of a post-paid resource, else the sign of a lowered limit. */
  public long excess() {
    Limit bound = limit;
    return bound == null ? 0 : Math.max(0, used() - bound.room());
  }

  /** What still fits here; negative while there is debt. */
  long room() {
    if (closed()) {
      return 0;
    }
    Limit bound = limit;
    if (bound == null || bound.admission() == Admission.OBSERVED) {
      return Long.MAX_VALUE;
    }
    return bound.room() - used();
  }

  /** How many charges this ledger refused. */
  public long denied() {
    return denied;
  }

  /** How many charges it would have refused had it not only observed. */
  public long wouldDeny() {
    return wouldDeny;
  }

  /** How long charges have waited here for room. */
  public long stallNanos() {
    return stallNanos;
  }

  /** Adds when it fits. No allocation, one compare-and-set; reads the clock for a window alone. */
  boolean tryAdd(long amount) {
    advance();
    for (; ; ) {
      Limit bound = limit;
      long seen = used;
      if (seen == CLOSED || !fits(bound, seen, amount)) {
        return false;
      }
      if (USED.compareAndSet(this, seen, seen + amount)) {
        if (limit == bound || fits(limit, seen, amount)) {
          countObserved(bound, seen + amount);
          return true;
        }
        USED.getAndAdd(this, -amount);
      }
    }
  }

  private void advance() {
    Window w = window;
    if (w != null) {
      bringBack(w.advance(scope.root().clock().nanoTime()));
    }
  }

  private static boolean fits(@Nullable Limit bound, long seen, long amount) {
    long next = seen + amount;
    if (next < 0) {
      return false;
    }
    return bound == null || bound.admission() == Admission.OBSERVED || next <= bound.room();
  }

  private void countObserved(@Nullable Limit bound, long next) {
    if (bound != null && bound.admission() == Admission.OBSERVED && next > bound.room()) {
      WOULD_DENY.getAndAdd(this, 1L);
    }
  }

  /** Adds what has already happened, whether it fits or not; saturates. */
  void addPostPaid(long amount) {
    advance();
    for (; ; ) {
      long seen = used;
      if (seen == CLOSED) {
        return;
      }
      long next = seen + amount < 0 ? Long.MAX_VALUE : seen + amount;
      if (USED.compareAndSet(this, seen, next)) {
        countObserved(limit, next);
        charged(next - seen);
        return;
      }
    }
  }

  /** Undoes a {@link #tryAdd} whose charge failed further up. */
  void undo(long amount) {
    USED.getAndAdd(this, -amount);
  }

  /** Books a charge that every ancestor admitted: it is final. */
  void charged(long amount) {
    TOTAL.getAndAdd(this, amount);
    Window w = window;
    if (w != null) {
      w.spend(amount);
    }
    raisePeak();
  }

  /** Books a reservation that every ancestor admitted: it is not final yet. */
  void reservedBy(long amount) {
    PENDING.getAndAdd(this, amount);
    raisePeak();
  }

  /** Turns a reservation into a charge of at most its amount; the rest goes back. */
  void commit(long reservedAmount, long actual) {
    if (closed()) {
      return;
    }
    PENDING.getAndAdd(this, -reservedAmount);
    charged(actual);
    if (actual < reservedAmount) {
      subtract(reservedAmount - actual);
    }
  }

  /** Gives a reservation back whole. */
  void rollback(long amount) {
    if (closed()) {
      return;
    }
    PENDING.getAndAdd(this, -amount);
    subtract(amount);
  }

  /** Gives back what a committed charge holds; spent flows stay spent. */
  void release(long amount) {
    if (resource.kind() == ResourceKind.STOCK && !closed()) {
      subtract(amount);
    }
  }

  /** Gives back a charge without a token; of a windowed flow only credit of the current slot. */
  void refund(long amount) {
    if (closed()) {
      return;
    }
    Window w = window;
    subtract(w == null ? amount : w.takeBack(amount));
  }

  private void subtract(long amount) {
    if (amount == 0) {
      return;
    }
    long before = (long) USED.getAndAdd(this, -amount);
    if (before < amount) {
      scope.root().fault(this, before, amount);
    }
    waiters.wakeAll();
  }

  void bringBack(long amount) {
    if (amount > 0 && !closed()) {
      subtract(amount);
    }
  }

  boolean closed() {
    return used == CLOSED;
  }

  /** Ends this ledger, alone in the gate; returns what the ancestors must give back for it. */
  long close() {
    long held = (long) USED.getAndSet(this, CLOSED);
    long open = (long) PENDING.getAndSet(this, 0L);
    waiters.wakeAll();
    if (held == CLOSED) {
      return 0;
    }
    return resource.kind() == ResourceKind.STOCK ? held : open;
  }

  /** Gives back, at an ancestor, what a closed scope below it held; alone in the gate. */
  void drain(long held, long open) {
    if (held == 0 || closed()) {
      return;
    }
    PENDING.getAndAdd(this, -open);
    subtract(held);
  }

  /** Replaces the limit, alone in the gate; what is spent already returns one window from now. */
  void bind(@Nullable Limit next, long nowNanos) {
    long windowNanos = next == null ? 0 : next.windowNanos();
    Limit before = limit;
    if (windowNanos == 0) {
      window = null;
    } else if (window == null || before == null || before.windowNanos() != windowNanos) {
      window = new Window(windowNanos, nowNanos, Math.max(0, used - pending));
    }
    limit = next;
    waiters.wakeAll();
  }

  private void raisePeak() {
    long now = used;
    for (long seen = peak; now > seen; seen = peak) {
      if (PEAK.compareAndSet(this, seen, now)) {
        return;
      }
    }
  }

  void countDenied() {
    DENIED.getAndAdd(this, 1L);
  }

  void countStall(long nanos) {
    STALL.getAndAdd(this, nanos);
  }

  WaitQueue waiters() {
    return waiters;
  }

  /**
   * Nanoseconds after which a denied charge may fit, 0 for "no use", -1 for "when one is freed".
   */
  long retryAfterNanos(long amount, long nowNanos) {
    Limit bound = limit;
    if (bound == null || amount > bound.room()) {
      return 0;
    }
    Window w = window;
    if (w != null) {
      return w.nanosToNextSlot(nowNanos);
    }
    boolean comesBack = resource.kind() == ResourceKind.STOCK && resource != Resource.LINEAR_MEMORY;
    return comesBack ? -1 : 0;
  }

  @Override
  public String toString() {
    return scope.path() + " " + resource.label();
  }
}
