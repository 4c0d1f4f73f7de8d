package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * The one enforcement counter of record for a scope and a resource.
 *
 * <p>{@code used} holds everything charged here: the scope's own holdings, those of the scopes
 * below it, and the credit that lies in lanes. Each increase is one compare-and-set from a value
 * that fitted, after which the limit is read again; so {@code used <= hard} holds at every instant
 * while hard does not change, and a limit that is lowered meanwhile is never passed unseen.
 *
 * <p>Reading is free of locks and may be a moment old. Charging goes through {@link Scope}.
 */
public final class Ledger {
  private static final long CLOSED = Long.MIN_VALUE;
  private static final int HOT = 256;
  private static final VarHandle USED;
  private static final VarHandle PENDING;
  private static final VarHandle TOTAL;
  private static final VarHandle PEAK;
  private static final VarHandle DENIED;
  private static final VarHandle WOULD_DENY;
  private static final VarHandle STALL;
  private static final VarHandle REFUSALS;
  private static final VarHandle LANED;
  private static final VarHandle LANES;
  private static final VarHandle HOLDERS;
  private static final VarHandle WAITERS;

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
      REFUSALS = lookup.findVarHandle(Ledger.class, "refusals", long.class);
      LANED = lookup.findVarHandle(Ledger.class, "laned", int.class);
      LANES = lookup.findVarHandle(Ledger.class, "lanes", Lanes.class);
      HOLDERS = lookup.findVarHandle(Ledger.class, "holders", Holders.class);
      WAITERS = lookup.findVarHandle(Ledger.class, "waiters", WaitQueue.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Scope scope;
  private final Resource resource;
  private volatile long used;

  /** What this scope itself has reserved and not committed; {@link #CLOSED} with the scope. */
  private volatile long pending;

  private volatile long total;
  private volatile long peak;
  private volatile long denied;
  private volatile long wouldDeny;
  private volatile long stallNanos;

  /** Odd while something was refused here and nothing was given back since. */
  private volatile long refusals;

  /** How many ledgers from here down have lanes that are switched on. */
  private volatile int laned;

  /** How many more charges come the long way before this ledger gets lanes; racy on purpose. */
  private int untilHot = HOT;

  private volatile boolean quarantined;
  private volatile @Nullable Limit limit;
  private volatile @Nullable Window window;
  private volatile @Nullable Lanes lanes;
  private volatile @Nullable Holders holders;
  private volatile @Nullable WaitQueue waiters;

  /** The last denial of this scope for this resource, which may still hold. */
  private volatile @Nullable Denied lastDenied;

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
    return laned == 0 ? usedNow() : withoutCredit(usedNow());
  }

  /**
   * The credit in the lanes is read a moment later than the count, so it may be the larger one;
   * what is then shown is 0. A count that is itself below zero is shown as it is.
   */
  private long withoutCredit(long count) {
    return Math.max(Math.min(0, count), count - Subtree.credit(this));
  }

  /** The same without looking at the clock, and with the credit that lies in lanes. */
  long usedNow() {
    long now = used;
    return now == CLOSED ? 0 : now;
  }

  /** Credit that is charged here and lies in the lanes of this scope and those below it. */
  public long leased() {
    return laned == 0 ? 0 : Subtree.credit(this);
  }

  /** The part of {@link #used()} whose reservations are neither committed nor rolled back. */
  public long reserved() {
    return Subtree.pending(this);
  }

  /** The part of it that was reserved in this scope itself. */
  long pendingHere() {
    long now = pending;
    return now == CLOSED ? 0 : now;
  }

  /**
   * For a flow, everything ever spent here; for a stock, the sum of all charges. A charge that a
   * lane paid from what an earlier refund gave it is not counted again.
   */
  public long total() {
    return laned == 0 ? total : withoutCredit(total);
  }

  /** The largest use ever seen; too large by at most the credit that lay in lanes then. */
  public long peak() {
    return peak;
  }

  /** What lies above hard: debt of a post-paid resource, else the sign of a lowered limit. */
  public long excess() {
    Limit bound = limit;
    return bound == null ? 0 : Math.max(0, used() - bound.room());
  }

  /**
   * Whether the ledger holds more than a limit that was lowered: growth is denied until it fits.
   */
  public boolean overcommitted() {
    Limit bound = limit;
    return bound != null && bound.admission() != Admission.OBSERVED && excess() > 0;
  }

  /** Whether a wrong count was found here: nothing is admitted until a recount. */
  public boolean quarantined() {
    return quarantined;
  }

  /** The reservations of this scope itself that hold something of a stock, in no order. */
  public List<Reservation> holders() {
    Holders listed = holders;
    return listed == null ? List.of() : listed.list();
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

  /** Adds when it fits, after {@link #advance}. No allocation, one compare-and-set, no clock. */
  boolean tryAdd(long amount, int priority) {
    for (; ; ) {
      Limit bound = limit;
      long seen = used;
      if (seen == CLOSED || quarantined || !fits(bound, seen, amount, priority)) {
        return false;
      }
      if (USED.compareAndSet(this, seen, seen + amount)) {
        if (limit == bound || fits(limit, seen, amount, priority)) {
          countObserved(bound, seen + amount);
          return true;
        }
        undo(amount);
      }
    }
  }

  /** Brings back what the window owes by that instant. Inside the gate. */
  void advance(long now) {
    Window w = window;
    if (w != null) {
      bringBack(w.advance(now));
    }
  }

  private static boolean fits(@Nullable Limit bound, long seen, long amount, int priority) {
    long next = seen + amount;
    if (next < 0) {
      return false;
    }
    if (bound == null || bound.admission() == Admission.OBSERVED) {
      return true;
    }
    long room = bound.room();
    return next <= (priority == 255 ? room : Priority.share(room, priority));
  }

  private void countObserved(@Nullable Limit bound, long next) {
    if (bound != null && bound.admission() == Admission.OBSERVED && next > bound.room()) {
      WOULD_DENY.getAndAdd(this, 1L);
    }
  }

  /** Adds what has already happened, whether it fits or not, after {@link #advance}; saturates. */
  void addPostPaid(long amount) {
    for (; ; ) {
      long seen = used;
      if (seen == CLOSED) {
        return;
      }
      long next = seen + amount < 0 && seen > 0 ? Long.MAX_VALUE : seen + amount;
      if (USED.compareAndSet(this, seen, next)) {
        countObserved(limit, next);
        charged(next - seen);
        return;
      }
    }
  }

  /** Undoes a {@link #tryAdd} whose charge failed further up: nothing was given back by it. */
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

  /**
   * Gives back what a windowed flow holds and neither spent nor reserved: a charge that the end of
   * the stack cut off before its spending was noted. Alone in the gate, where there is no other.
   *
   * @return whether there was any
   */
  boolean reconcile() {
    Window w = window;
    if (w == null || quarantined || closed()) {
      return false;
    }
    long lost = used - w.owed() - Subtree.pending(this);
    if (lost > 0) {
      subtract(lost);
    }
    return lost > 0;
  }

  /** Counts a committed reservation in the total; its use was added when it was reserved. */
  void countTotal(long amount) {
    TOTAL.getAndAdd(this, amount);
  }

  /** Notes a reservation of this scope itself: it is not final yet. */
  void pend(long amount) {
    PENDING.getAndAdd(this, amount);
  }

  /** Ends the pending state of a reservation of this scope, unless the scope was closed. */
  void unpend(long amount) {
    for (; ; ) {
      long seen = pending;
      if (seen == CLOSED || PENDING.compareAndSet(this, seen, seen - amount)) {
        return;
      }
    }
  }

  /** Gives back; a count below zero is a fault and is never clamped. */
  void subtract(long amount) {
    if (amount == 0) {
      return;
    }
    long before = (long) USED.getAndAdd(this, -amount);
    if (before < amount) {
      quarantined = true;
      scope.root().fault(this, before, amount);
    }
    gaveBack();
  }

  /** Gives back a charge without a token; of a windowed flow only credit of the current slot. */
  void refund(long amount) {
    Window w = window;
    subtract(w == null ? amount : w.takeBack(amount));
  }

  /**
   * What was refused here may fit now: ends what is remembered of refusals, wakes who waits. A
   * wake-up that fails is counted; the waiter then sleeps until the next one or its time is over.
   */
  void gaveBack() {
    forgetRefusal();
    WaitQueue queue = waiters;
    if (queue != null) {
      wake(queue);
    }
  }

  private void wake(WaitQueue queue) {
    try {
      queue.wakeAll();
    } catch (Throwable e) {
      scope.root().noticeFailed();
    }
  }

  void forgetRefusal() {
    long seen = refusals;
    if ((seen & 1) != 0) {
      REFUSALS.compareAndSet(this, seen, seen + 1);
    }
  }

  /** Notes a justified refusal, alone in the gate; returns the mark that it stands under. */
  long refuse() {
    long mark = refusals | 1;
    refusals = mark;
    return mark;
  }

  long refusals() {
    return refusals;
  }

  /** The denial that the same request met before, while it still holds; else null. */
  @Nullable
  Denied knownDenial(long amount, int priority) {
    Denied known = lastDenied;
    if (known == null
        || known.requested() != amount
        || priority != 255
        || !known.stillHolds()
        || known.ledger().creditMayBeBack()) {
      return null;
    }
    return known;
  }

  private boolean creditMayBeBack() {
    Window w = window;
    return w != null && w.isPast(scope.root().clock().nanoTime());
  }

  void remember(Denied denied) {
    lastDenied = denied;
  }

  void bringBack(long amount) {
    if (amount > 0 && !closed()) {
      subtract(amount);
    }
  }

  boolean closed() {
    return used == CLOSED;
  }

  boolean hasWindow() {
    return window != null;
  }

  /**
   * Ends this ledger, alone in the gate, its lanes drained; returns what the ancestors get back.
   */
  long close() {
    long open = (long) PENDING.getAndSet(this, CLOSED);
    long held = (long) USED.getAndSet(this, CLOSED);
    quarantined = false;
    lastDenied = null;
    holders = null;
    gaveBack();
    if (held == CLOSED) {
      return 0;
    }
    return resource.kind() == ResourceKind.STOCK ? held : open;
  }

  /**
   * Replaces the limit, alone in the gate; what is spent already returns one window from now.
   *
   * @param fresh a window that has not begun, for a limit that has one
   * @return what the ledger holds above the limit
   */
  long bind(@Nullable Limit next, @Nullable Window fresh) {
    Subtree.drain(this);
    Window before = window;
    if (fresh == null) {
      window = null;
    } else if (before == null || !before.isAsLongAs(fresh)) {
      fresh.begin(Math.max(0, usedNow() - Subtree.pending(this)));
      window = fresh;
    }
    limit = next;
    gaveBack();
    return next == null ? 0 : Math.max(0, usedNow() - next.room());
  }

  /** Sets the count that a recount found, alone in the gate; returns what it was before. */
  long rebuild(long truth) {
    long before = used;
    used = truth;
    quarantined = false;
    gaveBack();
    return before;
  }

  void raisePeak() {
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

  /** The lanes, or null before this ledger was hot. */
  @Nullable
  Lanes lanes() {
    return lanes;
  }

  /** Counts a charge that came the long way; the lanes once there were enough of them. */
  @Nullable
  Lanes heat() {
    Lanes made = lanes;
    if (made != null || --untilHot > 0 || resource.unit() == Unit.COUNT) {
      return made;
    }
    LANES.compareAndSet(this, null, new Lanes());
    return lanes;
  }

  int laned() {
    return laned;
  }

  void countLaned(int change) {
    LANED.getAndAdd(this, change);
  }

  /** Takes back credit that lay in a lane, alone in the gate: it was never spent. */
  void unlease(long credit) {
    USED.getAndAdd(this, -credit);
    TOTAL.getAndAdd(this, -credit);
  }

  /** Lists a reservation of this scope among the holders. Inside the gate. */
  void hold(Reservation token) {
    Holders listed = makeHolders();
    if (listed != null) {
      listed.push(token);
    }
  }

  /** Makes the list of holders; of a stock before the gate is entered. */
  @Nullable
  Holders makeHolders() {
    Holders listed = holders;
    if (listed != null || closed()) {
      return listed;
    }
    HOLDERS.compareAndSet(this, null, new Holders());
    return holders;
  }

  long heldByTokens() {
    Holders listed = holders;
    return listed == null ? 0 : listed.sum();
  }

  WaitQueue waiters() {
    WaitQueue queue = waiters;
    if (queue == null) {
      WAITERS.compareAndSet(this, null, new WaitQueue());
      queue = waiters;
    }
    return queue == null ? new WaitQueue() : queue;
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
