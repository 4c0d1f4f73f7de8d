package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What was lent to native code or a device and may still be written to: its charge ends when the
 * other side has acknowledged, and not before. When the scope that lent it ends first, the charge
 * goes over to a quarantine scope and waits there.
 *
 * <p>All methods are safe from any thread. For a short time at the end of the scope the charge
 * counts in both places, never in none.
 */
public final class Lent implements Owned {
  private static final int HELD = 0;
  private static final int QUARANTINED = 1;
  private static final int ENDED = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Lent.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Reservation token;
  private final Scope quarantine;
  private volatile int state = HELD;

  private Lent(Reservation token, Scope quarantine) {
    this.token = token;
    this.quarantine = quarantine;
  }

  /**
   * Lends what a committed reservation of a stock stands for; from now on the reservation is
   * released by {@link #acknowledge} alone.
   *
   * @param quarantine a scope of the device's gateway; it outlives the borrowers
   */
  public static Lent lend(Reservation token, Scope quarantine) {
    if (token.resource().kind() == ResourceKind.FLOW || token.isPending() || !token.isLive()) {
      throw new IllegalArgumentException("lending needs a committed reservation of a stock");
    }
    Lent made = new Lent(token, quarantine);
    if (!token.scope().own(made)) {
      made.scopeCloses();
    }
    return made;
  }

  /** Whether its scope has ended and the other side has not acknowledged yet. */
  public boolean isQuarantined() {
    return state == QUARANTINED;
  }

  /** The other side is done with it: gives the charge back. True once. */
  public boolean acknowledge() {
    if (STATE.compareAndSet(this, HELD, ENDED)) {
      token.scope().disown(this);
      token.close();
      return true;
    }
    if (STATE.compareAndSet(this, QUARANTINED, ENDED)) {
      quarantine.refund(token.resource(), token.amount());
      return true;
    }
    return false;
  }

  @Override
  public void scopeCloses() {
    quarantine.record(token.resource(), token.amount());
    if (STATE.compareAndSet(this, HELD, QUARANTINED)) {
      token.close();
    } else {
      quarantine.refund(token.resource(), token.amount());
    }
  }
}
