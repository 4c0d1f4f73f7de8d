package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The one-shot token of reserve, commit or roll back, release; it is itself the granted verdict.
 *
 * <p>Each step takes effect at most once, whichever threads race for it; the amount comes from the
 * token and never from the releaser. {@link #close} before a commit rolls back, after it releases,
 * and again does nothing. Every method is safe after the scope was closed: the scope's bulk release
 * has then given everything back.
 */
public final class Reservation implements Verdict, AutoCloseable {
  private static final int OPEN = 0;

  /** Its amount changes: that takes a few steps in the gate, and others wait for them. */
  private static final int BUSY = 1;

  private static final int COMMITTED = 2;

  /** Decided to end; what it holds is given back in the gate, and until then it counts as held. */
  private static final int ENDING = 3;

  private static final int ENDED = 4;
  private static final VarHandle STATE;
  private static final VarHandle AMOUNT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(Reservation.class, "state", int.class);
      AMOUNT = lookup.findVarHandle(Reservation.class, "amount", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Ledger ledger;
  private final int bornSecond;

  /** {@link #OPEN} at first, which is 0: a written start would cost a fence. */
  private volatile int state;

  private volatile long amount;

  /** The next in the list of holders; written by that list alone. */
  @Nullable Reservation next;

  Reservation(Ledger ledger, long amount) {
    this.ledger = ledger;
    // Nobody else knows the token yet: no fence.
    AMOUNT.set(this, amount);
    this.bornSecond = ledger.scope.root().second();
  }

  /** The ledger of the scope that reserved. */
  Ledger ledger() {
    return ledger;
  }

  public Scope scope() {
    return ledger.scope;
  }

  public Resource resource() {
    return ledger.resource;
  }

  /** What it holds: the reserved amount, or after {@link #settle} what was settled. */
  public long amount() {
    return amount;
  }

  /**
   * Its age in whole seconds, too small by at most the time between two sweeps or snapshots, which
   * are what moves the coarse clock; see {@link Ledgers#moveSeconds}.
   */
  public int ageSeconds() {
    return Math.max(0, ledger.scope.root().second() - bornSecond);
  }

  int bornSecond() {
    return bornSecond;
  }

  /** Whether it waits for its commit or its end. */
  public boolean isPending() {
    return state == OPEN;
  }

  /** Publishes exactly what was reserved; false when the token was not open any more. */
  public boolean commit() {
    return settle(amount);
  }

  /**
   * Commits {@code actual} and gives the rest back; false when the token was not open any more.
   *
   * @param actual at least 0 and at most what was reserved
   */
  public boolean settle(long actual) {
    long reserved = amount;
    if (actual < 0 || actual > reserved) {
      throw new IllegalArgumentException("settle [" + actual + "] of reserved [" + reserved + "]");
    }
    Headroom.require();
    if (ledger.resource.kind() == ResourceKind.STOCK && actual == reserved) {
      boolean first = STATE.compareAndSet(this, OPEN, COMMITTED);
      if (first) {
        Settling.commit(this);
      }
      return first;
    }
    if (!STATE.compareAndSet(this, OPEN, BUSY)) {
      return false;
    }
    try {
      Settling.settle(this, actual);
    } catch (StackOverflowError e) {
      // Before the gate, so nothing has happened. Fields alone: there is no room for a call.
      if (state == BUSY) {
        state = OPEN;
      }
      throw e;
    }
    return true;
  }

  /** The amount that it holds from now on, committed. Inside the gate. */
  void settled(long actual) {
    amount = actual;
    state = COMMITTED;
  }

  /** Gives back a part of what a commit holds; false when it does not hold it committed. */
  boolean shrink(long part) {
    if (ledger.resource.kind() == ResourceKind.FLOW || !from(COMMITTED, BUSY)) {
      return false;
    }
    boolean fits = part >= 0 && part <= amount;
    if (!fits) {
      state = COMMITTED;
      return false;
    }
    try {
      Settling.shrink(this, part);
    } catch (StackOverflowError e) {
      if (state == BUSY) {
        state = COMMITTED;
      }
      throw e;
    }
    return true;
  }

  /** Gives everything back before a commit; false when the token was not open any more. */
  public boolean rollback() {
    if (!STATE.compareAndSet(this, OPEN, ENDING)) {
      return false;
    }
    end(true);
    return true;
  }

  private void end(boolean pending) {
    try {
      Settling.end(this, pending);
    } catch (StackOverflowError e) {
      if (state == ENDING) {
        state = pending ? OPEN : COMMITTED;
      }
      throw e;
    }
  }

  /** Ends the reservations of one scope together, the last one first. */
  static void endAll(Reservation[] parts) {
    int[] how = new int[parts.length];
    Headroom.require();
    for (int i = parts.length - 1; i >= 0; i--) {
      how[i] = parts[i].beginEnd();
    }
    try {
      Settling.end(parts, how);
    } catch (StackOverflowError e) {
      for (int i = 0; i < parts.length; i++) {
        if (how[i] != 0 && parts[i].state == ENDING) {
          parts[i].state = how[i] == 1 ? OPEN : COMMITTED;
        }
      }
      throw e;
    }
  }

  /** Gives back what a commit holds; false when it is not committed or already released. */
  public boolean release() {
    if (!from(COMMITTED, ENDING)) {
      return false;
    }
    end(false);
    return true;
  }

  /** Moves on from a state, once no other thread is changing the amount. Outside the gate. */
  private boolean from(int expected, int next) {
    for (int spins = 0; !STATE.compareAndSet(this, expected, next); spins++) {
      if (state != BUSY) {
        return false;
      }
      Gate.pause(spins);
    }
    return true;
  }

  /** Decides to end: 1 when it was open, 2 when it was committed, 0 when it had ended before. */
  int beginEnd() {
    if (STATE.compareAndSet(this, OPEN, ENDING)) {
      return 1;
    }
    return from(COMMITTED, ENDING) ? 2 : 0;
  }

  /** It has given back what it held, or it was never granted. */
  void ended() {
    // In the gate, whose exit is a fence.
    STATE.setRelease(this, ENDED);
  }

  /** Whether the token still holds something. */
  public boolean isLive() {
    return state < ENDING;
  }

  /** Whether the ledgers still count it, for a recount: they do a moment longer than it is live. */
  boolean counts() {
    return state != ENDED;
  }

  @Override
  public Reservation orThrow() {
    return this;
  }

  @Override
  public void close() {
    if (!rollback()) {
      release();
    }
  }
}
