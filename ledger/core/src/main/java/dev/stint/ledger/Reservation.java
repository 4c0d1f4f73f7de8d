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
  private static final int COMMITTED = 1;
  private static final int ENDED = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Reservation.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Scope scope;
  private final Resource resource;
  private final int bornSecond;
  private volatile int state = OPEN;
  private volatile long amount;

  /** The next in the list of holders; written by that list alone. */
  @Nullable Reservation next;

  Reservation(Scope scope, Resource resource, long amount) {
    this.scope = scope;
    this.resource = resource;
    this.amount = amount;
    this.bornSecond = scope.root().second();
  }

  public Scope scope() {
    return scope;
  }

  public Resource resource() {
    return resource;
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
    return Math.max(0, scope.root().second() - bornSecond);
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
    if (!STATE.compareAndSet(this, OPEN, COMMITTED)) {
      return false;
    }
    if (actual != reserved) {
      amount = actual;
    }
    Settling.commit(scope, resource, reserved, actual);
    return true;
  }

  /** Gives everything back before a commit; false when the token was not open any more. */
  public boolean rollback() {
    if (!STATE.compareAndSet(this, OPEN, ENDED)) {
      return false;
    }
    Settling.rollback(scope, resource, amount);
    return true;
  }

  /** Gives back what a commit holds; false when it is not committed or already released. */
  public boolean release() {
    if (!STATE.compareAndSet(this, COMMITTED, ENDED)) {
      return false;
    }
    Settling.release(scope, resource, amount);
    return true;
  }

  /** Whether the token still holds something. */
  public boolean isLive() {
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
