package dev.stint.ledger.donation;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.ResourceLimitExceeded;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The answer to a spend. Of a stock it is the token of what is held, which can be given back once;
 * what was spent of a flow stays spent. Thread-safe.
 */
public final class Spent implements AutoCloseable {
  private static final VarHandle HELD;

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(Spent.class, "held", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final @Nullable Pot pot;
  private final @Nullable Denied denied;
  private final long amount;
  private volatile boolean held;

  private Spent(@Nullable Pot pot, @Nullable Denied denied, long amount) {
    this.pot = pot;
    this.denied = denied;
    this.amount = amount;
    this.held = pot != null;
  }

  static Spent ofFlow() {
    return new Spent(null, null, 0);
  }

  static Spent held(Pot pot, long amount) {
    return new Spent(pot, null, amount);
  }

  static Spent of(Denied denied) {
    return new Spent(null, denied, 0);
  }

  public boolean granted() {
    return denied == null;
  }

  /** Why nothing was spent; null when granted. */
  public @Nullable Denied denied() {
    return denied;
  }

  /** This, or {@link ResourceLimitExceeded} with the denial. */
  public Spent orThrow() {
    if (denied != null) {
      throw new ResourceLimitExceeded(denied);
    }
    return this;
  }

  /**
   * Gives back what is held of a stock; true for the one call that does. While the donation, or one
   * that it is a part of, still lives, the amount can be spent again there; after the settlement it
   * goes back to the donor.
   */
  public boolean giveBack() {
    if (pot == null || !HELD.compareAndSet(this, true, false)) {
      return false;
    }
    pot.back(amount);
    return true;
  }

  /** The same as {@link #giveBack}. */
  @Override
  public void close() {
    giveBack();
  }
}
