package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The gate of one scope graph: charges and releases pass it shared, a final denial and the closing
 * of a scope pass it alone.
 *
 * <p>Guarantees: (1) while a thread is inside alone, no other thread is inside; (2) a thread that
 * wants to be alone is not overtaken by newcomers for ever. Assumptions: (a) nobody enters twice;
 * (b) sections run core code only, so they are short, allocate nothing and never park. Waiting
 * spins, then yields, because the JDK's own locks may be held around a woven call.
 */
final class Gate {
  private static final long ALONE = 1L << 62;
  private static final int SPINS = 256;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Gate.class, "state", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How many are inside shared, and the bit of the one that is or wants to be alone. */
  private volatile long state;

  void enterShared() {
    for (int spins = 0; ; spins++) {
      long seen = state;
      if ((seen & ALONE) == 0 && STATE.compareAndSet(this, seen, seen + 1)) {
        return;
      }
      pause(spins);
    }
  }

  void exitShared() {
    STATE.getAndAdd(this, -1L);
  }

  void enterAlone() {
    for (int spins = 0; ; spins++) {
      long seen = state;
      if ((seen & ALONE) == 0 && STATE.compareAndSet(this, seen, seen | ALONE)) {
        break;
      }
      pause(spins);
    }
    for (int spins = 0; state != ALONE; spins++) {
      pause(spins);
    }
  }

  void exitAlone() {
    STATE.getAndAdd(this, -ALONE);
  }

  static void pause(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }
}
