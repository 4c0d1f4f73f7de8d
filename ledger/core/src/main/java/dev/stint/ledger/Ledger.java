package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

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
public final class Ledger extends LedgerRefusals {
  static final int REFUSED = 0;
  static final int ADDED = 1;
  static final int ADDED_NEWS = 2;
  private static final long CLOSED = Long.MIN_VALUE;
  private static final VarHandle USED;
  private static final VarHandle PENDING;
  private static final VarHandle STALE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      USED = lookup.findVarHandle(Ledger.class, "used", long.class);
      PENDING = lookup.findVarHandle(Ledger.class, "pending", long.class);
      STALE = lookup.findVarHandle(Ledger.class, "stale", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long used;

  /** What this scope itself has reserved and not committed; {@link #CLOSED} with the scope. */
  private volatile long pending;

  /** What of a flow was spent before the scope moved and was not refunded since. */
  private volatile long stale;

  private volatile boolean quarantined;

  /** A hint, racy on purpose: see {@link #untimed()}. */
  private boolean untimed;

  /** What a recount of a ledger above found that this scope holds itself. Alone in the gate. */
  long own;

  /** When the leased binding ends; {@link Binding#NEVER} for one that is not leased. */
  private volatile long expiresNanos = Binding.NEVER;

  private volatile @Nullable Binding binding;
  private volatile @Nullable Limit limit;
  private volatile @Nullable Window window;

  Ledger(Scope scope, Resource resource) {
    super(scope, resource);
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

  /** What put that limit in force, or null when it was bound without a version or not at all. */
  public @Nullable Binding binding() {
    return binding;
  }

  /** Whether the limit was leased and its lease is over: nothing new is admitted. */
  public boolean expired() {
    return isLeased() && expiredAt(scope.root().clock().nanoTime());
  }

  boolean expiredAt(long now) {
    long end = expiresNanos;
    return end != Binding.NEVER && now - end >= 0;
  }

  boolean isLeased() {
    return expiresNanos != Binding.NEVER;
  }

  /** Whether a charge here must know what time it is. */
  boolean needsClock() {
    return window != null || isLeased();
  }

  /** Whether no ledger of the line needed a clock when somebody looked; one may by now. */
  boolean untimed() {
    return untimed;
  }

  void untimed(boolean found) {
    if (untimed != found) {
      untimed = found;
    }
  }

  /** What is held now, or spent in the current window; zero once the scope is closed. */
  public long used() {
    Window w = window;
    if (w != null) {
      scope.root().bringBack(this, w);
    }
    return laned() == 0 ? usedNow() : usedNow() - Subtree.credit(this);
  }

  /** The same without looking at the clock, and with the credit that lies in lanes. */
  long usedNow() {
    long now = used;
    return now == CLOSED ? 0 : now;
  }

  /** Credit that is charged here and lies in the lanes of this scope and those below it. */
  public long leased() {
    return laned() == 0 ? 0 : Subtree.credit(this);
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
    return laned() == 0 ? totalNow() : totalNow() - Subtree.credit(this);
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
    return bound != null && !isObserved(bound) && excess() > 0;
  }

  /** Whether a wrong count was found here: nothing is admitted until a recount. */
  public boolean quarantined() {
    return quarantined;
  }

  /** What still fits here; negative while there is debt. */
  long room() {
    if (closed()) {
      return 0;
    }
    Limit bound = limit;
    if (bound == null || isObserved(bound)) {
      return Long.MAX_VALUE;
    }
    return bound.room() - used();
  }

  /**
   * Adds when it fits, after {@link #advance}. No allocation, one compare-and-set, no clock.
   *
   * @param now what {@link Charging#prepare} returned
   * @return {@link #REFUSED}, {@link #ADDED}, or {@link #ADDED_NEWS} when {@link #grew} has
   *     something to do
   */
  int tryAdd(long amount, int priority, long now) {
    for (; ; ) {
      Limit bound = limit;
      long seen = used;
      if (seen == CLOSED || quarantined || !fits(bound, seen, amount, priority) || isPast(now)) {
        return REFUSED;
      }
      if (USED.compareAndSet(this, seen, seen + amount)) {
        if (limit == bound || fits(limit, seen, amount, priority)) {
          boolean news = seen + amount > peak() || isObserved(bound);
          return news ? ADDED_NEWS : ADDED;
        }
        undo(amount);
      }
    }
  }

  private boolean isPast(long now) {
    return now == Charging.UNREAD ? needsClock() : expiredAt(now);
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
    if (bound == null || isObserved(bound)) {
      return true;
    }
    long room = bound.room();
    return next <= (priority == 255 ? room : Priority.share(room, priority));
  }

  private static boolean isObserved(@Nullable Limit bound) {
    return bound != null && bound.admission() == Admission.OBSERVED;
  }

  private void countObserved(Limit bound, long next) {
    if (next > bound.room()) {
      countWouldDeny();
    }
  }

  /**
   * Adds what has already happened, whether it fits or not, after {@link #advance}; saturates.
   * Returns by how much the ledgers above grow: less than the amount where the count was below
   * zero.
   */
  long addPostPaid(long amount) {
    for (; ; ) {
      long seen = used;
      if (seen == CLOSED) {
        return 0;
      }
      long next = seen > Long.MAX_VALUE - amount ? Long.MAX_VALUE : seen + amount;
      if (USED.compareAndSet(this, seen, next)) {
        charged(next - seen);
        return seen >= 0 ? amount : Math.max(0, next);
      }
    }
  }

  /** Undoes a {@link #tryAdd} whose charge failed further up: nothing was given back by it. */
  void undo(long amount) {
    USED.getAndAdd(this, -amount);
  }

  /** Books a charge that every ancestor admitted: it is final. */
  void charged(long amount) {
    countTotal(amount);
    Window w = window;
    if (w != null) {
      w.spend(amount);
    }
    grew();
  }

  /** Looks at the use after a grant, for the peak and for what an observing limit would deny. */
  void grew() {
    raisePeak(used);
    Limit bound = limit;
    if (bound != null && isObserved(bound)) {
      countObserved(bound, used);
    }
  }

  /**
   * What a windowed flow holds and neither spent nor reserved: 0 at rest, unless a charge was cut
   * off in the middle. For tests and recounts; no other charge may be under way.
   */
  long unaccounted() {
    Window w = window;
    return w == null || closed() ? 0 : used - w.owed() - Subtree.pending(this);
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

  /**
   * Gives back; a count below zero is a fault and is never clamped. What is remembered of a refusal
   * ends before: once another charge found the room, nobody may be refused by what was before it.
   * Inside the gate, where no new refusal comes in between. Returns what was lacking: what of the
   * amount this ledger did not hold, 0 but for a fault.
   */
  long subtract(long amount) {
    if (amount == 0) {
      return 0;
    }
    forgetRefusal();
    long before = (long) USED.getAndAdd(this, -amount);
    long lacking = 0;
    if (before < amount) {
      lacking = amount - Math.max(0, before);
      quarantined = true;
      scope.root().fault(this, before, amount);
    }
    wake();
    return lacking;
  }

  /** Gives back a charge without a token; of a windowed flow only credit of the current slot. */
  long refund(long amount) {
    Window w = window;
    return subtract(w == null ? amount : w.takeBack(amount));
  }

  /** The scope moved: what it spent of a flow stays with the ancestors that it had. */
  void leaveSpent(long amount) {
    stale = amount;
  }

  boolean movedAway() {
    return stale != 0;
  }

  /** What of a refund may reach the ancestors: what was spent before a move counts first. */
  long refundable(long amount) {
    for (; ; ) {
      long seen = stale;
      long old = Math.min(seen, amount);
      if (old == 0 || STALE.compareAndSet(this, seen, seen - old)) {
        return amount - old;
      }
    }
  }

  /** What was refused here may fit now: ends what is remembered of refusals, wakes who waits. */
  void gaveBack() {
    forgetRefusal();
    wake();
  }

  @Override
  boolean creditMayBeBack() {
    Window w = window;
    return w != null && w.isPast(scope.root().clock().nanoTime());
  }

  void bringBack(long amount) {
    if (amount > 0 && !closed()) {
      subtract(amount);
    }
  }

  @Override
  boolean closed() {
    // The second is for a ledger that was made while its scope closed.
    return used == CLOSED || scope.isClosed();
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
    forgetDenial();
    forgetHolders();
    gaveBack();
    if (held == CLOSED) {
      return 0;
    }
    return Math.max(0, resource.kind() == ResourceKind.STOCK ? held : open);
  }

  /**
   * Replaces the limit, alone in the gate; what is spent already returns one window from now.
   *
   * @param fresh a window that has not begun, for a limit that has one
   */
  void bind(@Nullable Limit next, @Nullable Window fresh, @Nullable Binding by) {
    Subtree.drain(this);
    Window before = window;
    if (fresh == null) {
      window = null;
    } else if (before == null || !before.isAsLongAs(fresh)) {
      fresh.begin(Math.max(0, usedNow() - Subtree.pending(this)));
      window = fresh;
    }
    limit = next;
    binding = by;
    expiresNanos = by == null ? Binding.NEVER : by.expiresNanos();
    gaveBack();
  }

  /**
   * Sets the count that a recount found, alone in the gate, its lanes drained.
   *
   * @param fresh a window that has not begun, for a ledger that has one
   */
  void rebuild(long truth, @Nullable Window fresh) {
    used = truth;
    if (fresh != null) {
      fresh.begin(Math.max(0, truth - Subtree.pending(this)));
      window = fresh;
    }
    quarantined = false;
    grew();
    gaveBack();
  }

  /** Corrects the count by what a recount found below, alone in the gate; saturates. */
  void correct(long difference) {
    if (window != null || difference == 0) {
      return;
    }
    if (difference < 0) {
      subtract(-difference);
      return;
    }
    long seen = used;
    used = seen > Long.MAX_VALUE - difference ? Long.MAX_VALUE : seen + difference;
    grew();
  }

  /** Admits nothing until a recount. Alone in the gate. */
  void quarantine() {
    quarantined = true;
    forgetRefusal();
  }

  /** What the ledgers above count of this one: a count below zero is nobody else's. */
  long counted() {
    return Math.max(0, usedNow());
  }

  /**
   * Takes back credit that lay in a lane, alone in the gate: it was never spent. Returns what was
   * lacking of what is counted, as {@link #subtract} does: more than 0 only after a fault.
   */
  long unlease(long credit, long counted) {
    uncountTotal(credit);
    long before = (long) USED.getAndAdd(this, -counted);
    return before >= counted ? 0 : counted - Math.max(0, before);
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
