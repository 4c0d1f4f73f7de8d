package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;

/**
 * What hangs on a ledger once it is needed, and costs a null until then: the line when it is
 * charged, lanes when it is hot, the list of holders when it is reserved from, the queue when
 * somebody waits.
 */
abstract class LedgerParts extends LedgerTally {
  private static final VarHandle LANED;
  private static final VarHandle LANES;
  private static final VarHandle HOLDERS;
  private static final VarHandle RARE;
  private static final VarHandle STALL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      LANED = lookup.findVarHandle(LedgerParts.class, "laned", int.class);
      LANES = lookup.findVarHandle(LedgerParts.class, "lanes", Lanes.class);
      HOLDERS = lookup.findVarHandle(LedgerParts.class, "holders", Holders.class);
      STALL = lookup.findVarHandle(Rare.class, "stallNanos", long.class);
      RARE = lookup.findVarHandle(LedgerParts.class, "rare", Rare.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final Scope scope;
  final Resource resource;

  /** How many ledgers from here down have lanes that are switched on. */
  private volatile int laned;

  /** How many charges came the long way, from the least byte to the largest; racy on purpose. */
  private byte heat = Byte.MIN_VALUE;

  private volatile @Nullable Lanes lanes;
  private volatile @Nullable Holders holders;
  private volatile @Nullable Rare rare;
  private volatile Ledger @Nullable [] line;

  LedgerParts(Scope scope, Resource resource) {
    this.scope = scope;
    this.resource = resource;
  }

  /** Whether the scope is closed, or this ledger with it. */
  abstract boolean closed();

  /**
   * This ledger and those above it that a charge here goes through, in the order of the scope's
   * line. Inside the gate, where it stays as it is, once {@link #drawLine} was called before.
   */
  Ledger[] line() {
    return Objects.requireNonNull(line);
  }

  boolean hasLine() {
    return line != null;
  }

  /** Makes the line and the ledgers that it wants, where there is none yet. Outside the gate. */
  void drawLine() {
    while (line == null) {
      Scope[] scopes = scope.line();
      Ledger[] made = along(scopes);
      Gate gate = scope.root().gate();
      int ticket = gate.enterShared();
      try {
        // A move changes both, alone in the gate.
        if (scopes == scope.line()) {
          line = made;
        }
      } finally {
        gate.exitShared(ticket);
      }
    }
  }

  /** The line that this ledger has when its scope has that one. */
  Ledger[] along(Scope[] scopes) {
    Ledger[] made = new Ledger[scopes.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = scopes[i].ledger(resource);
    }
    return made;
  }

  /** The scope moved. Alone in the gate. */
  void drawn(Ledger[] next) {
    line = next;
  }

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
    if (made != null || resource.unit() == Unit.COUNT) {
      return made;
    }
    if (heat < Byte.MAX_VALUE) {
      heat++;
      return null;
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
    return rare().waiters;
  }

  /** The offers of this scope itself, made at their first use. */
  Offers offers() {
    return rare().offers;
  }

  private Rare rare() {
    Rare made = rare;
    if (made != null) {
      return made;
    }
    RARE.compareAndSet(this, null, new Rare());
    return rare();
  }

  /** How long charges have waited here for room. */
  public long stallNanos() {
    Rare made = rare;
    return made == null ? 0 : made.stallNanos;
  }

  void countStall(long nanos) {
    STALL.getAndAdd(rare(), nanos);
  }

  /** Whether anybody waits for room here. */
  boolean hasWaiters() {
    Rare made = rare;
    return made != null && !made.waiters.isEmpty();
  }

  /** Adds the live reclaimable holders of this scope itself, the longest registered first. */
  void addReclaimable(List<Reclaimable> into) {
    Rare made = rare;
    if (made != null) {
      made.offers.addTo(into);
    }
  }

  /** Wakes who waits here: something was given back. */
  void wake() {
    Rare made = rare;
    if (made == null) {
      return;
    }
    try {
      made.waiters.wake();
    } catch (Throwable e) {
      // The waiter sleeps until the next wake-up or the end of its time; the count is right.
      scope.root().noticeFailed();
    }
  }

  /** Forgets the holders: the ledger is closed. */
  void forgetHolders() {
    holders = null;
  }

  /** What few ledgers need. */
  private static final class Rare {
    volatile long stallNanos;
    final WaitQueue waiters = new WaitQueue();
    final Offers offers = new Offers();
  }
}
