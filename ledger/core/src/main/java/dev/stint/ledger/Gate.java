package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The gate of one scope graph: charges and releases pass it shared, a final denial, a change of
 * limits and the closing of a scope pass it alone.
 *
 * <p>The shared side is striped by thread, so that two threads inside do not write the same line of
 * the processor's cache.
 *
 * <p>Guarantees: (1) while a thread is inside alone, no other thread is inside; (2) a thread that
 * wants to be alone is not overtaken by newcomers for ever. Assumptions: (a) nobody enters twice;
 * (b) sections run core code only, so they are short, allocate nothing and never park. Waiting
 * spins, then yields, because the JDK's own locks may be held around a woven call.
 */
final class Gate {
  private static final int SPINS = 256;
  private static final VarHandle ALONE;
  private static final VarHandle INSIDE = MethodHandles.arrayElementVarHandle(long[].class);

  static {
    try {
      ALONE = MethodHandles.lookup().findVarHandle(Gate.class, "alone", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How many are inside shared, one count for each stripe. */
  private final long[] inside = new long[Stripes.length()];

  /** 1 while a thread is inside alone, or wants to be. */
  private volatile int alone;

  /**
   * Enters; returns the ticket that {@link #exitShared} wants. Throws {@link StackOverflowError}
   * when the stack has no room for what is done inside, and has not entered then. Two atomic steps
   * a passage.
   */
  int enterShared() {
    WideFrame.require();
    int ticket = Stripes.mine();
    for (int spins = 0; ; spins++) {
      INSIDE.getAndAdd(inside, ticket, 1L);
      if (alone == 0) {
        return ticket;
      }
      INSIDE.getAndAdd(inside, ticket, -1L);
      while (alone != 0) {
        pause(spins++);
      }
    }
  }

  void exitShared(int ticket) {
    INSIDE.getAndAdd(inside, ticket, -1L);
  }

  void enterAlone() {
    WideFrame.require();
    for (int spins = 0; !ALONE.compareAndSet(this, 0, 1); spins++) {
      pause(spins);
    }
    for (int i = 0; i < Stripes.COUNT; i++) {
      int stripe = Stripes.index(i);
      for (int spins = 0; (long) INSIDE.getVolatile(inside, stripe) != 0; spins++) {
        pause(spins);
      }
    }
  }

  void exitAlone() {
    alone = 0;
  }

  static void pause(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }
}
