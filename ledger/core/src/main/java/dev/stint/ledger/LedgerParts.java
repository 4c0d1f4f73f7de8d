package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * What hangs on a ledger once it is needed, and costs a null until then: lanes when it is hot, the
 * list of holders when it is reserved from, the queue when somebody waits.
 */
abstract class LedgerParts extends LedgerTally {
  private static final int HOT = 256;
  private static final VarHandle LANED;
  private static final VarHandle LANES;
  private static final VarHandle HOLDERS;
  private static final VarHandle WAITERS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      LANED = lookup.findVarHandle(LedgerParts.class, "laned", int.class);
      LANES = lookup.findVarHandle(LedgerParts.class, "lanes", Lanes.class);
      HOLDERS = lookup.findVarHandle(LedgerParts.class, "holders", Holders.class);
      WAITERS = lookup.findVarHandle(LedgerParts.class, "waiters", WaitQueue.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final Scope scope;
  final Resource resource;

  /** How many ledgers from here down have lanes that are switched on. */
  private volatile int laned;

  /** How many more charges come the long way before this ledger gets lanes; racy on purpose. */
  private int untilHot = HOT;

  private volatile @Nullable Lanes lanes;
  private volatile @Nullable Holders holders;
  private volatile @Nullable WaitQueue waiters;
  private volatile @Nullable Offers offers;

  LedgerParts(Scope scope, Resource resource) {
    this.scope = scope;
    this.resource = resource;
  }

  /** Whether the scope is closed, or this ledger with it. */
  abstract boolean closed();

  /** The reservations of this scope itself that hold something of a stock, in no order. */
  public List<Reservation> holders() {
    Holders listed = holders;
    return listed == null ? List.of() : listed.list();
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

  /** Lists a reservation of this scope among the holders. Inside the gate. */
  void hold(Reservation token) {
    Holders listed = makeHolders();
    if (listed != null) {
      listed.push(token);
    }
  }

  /** Makes the list of holders; for a stock before the gate is entered. */
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

  /** The queue of those who wait here, made at its first use. */
  WaitQueue waiters() {
    WaitQueue queue = waiters;
    if (queue == null) {
      WaitQueue made = new WaitQueue();
      queue = WAITERS.compareAndSet(this, null, made) ? made : waiters;
    }
    return queue == null ? waiters() : queue;
  }

  /** Whether anybody waits for room here. */
  boolean hasWaiters() {
    WaitQueue queue = waiters;
    return queue != null && !queue.isEmpty();
  }

  /** The offers of this scope itself, made at their first use. */
  synchronized Offers offers() {
    Offers made = offers;
    if (made == null) {
      made = new Offers();
      offers = made;
    }
    return made;
  }

  /** Adds the live reclaimable holders of this scope itself, the longest registered first. */
  void addReclaimable(List<Reclaimable> into) {
    Offers known = offers;
    if (known != null) {
      known.addTo(into);
    }
  }

  /** Wakes who waits here: something was given back. */
  void wake() {
    WaitQueue queue = waiters;
    if (queue == null) {
      return;
    }
    try {
      queue.wake();
    } catch (Throwable e) {
      // The waiter sleeps until the next wake-up or the end of its time; the count is right.
      scope.root().noticeFailed();
    }
  }

  /** Forgets the holders: the ledger is closed. */
  void forgetHolders() {
    holders = null;
  }
}
