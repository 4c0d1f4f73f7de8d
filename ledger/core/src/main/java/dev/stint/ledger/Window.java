package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * When the spent credit of a windowed flow comes back: one window after it was spent, in 16 slots.
 *
 * <p>Credit spent in slot {@code s} returns when slot {@code s + 17} begins, never earlier than one
 * window after it was spent and at most one slot later; so every sliding window admits at most hard
 * plus burst. The ring has one place more than a window has slots for that reason.
 *
 * <p>Nothing walks over windows: the one who comes first in a new slot brings the old credit back
 * while the {@code tick} word says so, and the others wait for those few steps.
 */
final class Window {
  static final int SLOTS = 16;
  private static final int RING = SLOTS + 1;
  private static final long BUSY = Long.MIN_VALUE;
  private static final VarHandle TICK;
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  static {
    try {
      TICK = MethodHandles.lookup().findVarHandle(Window.class, "tick", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long startNanos;
  private final long slotNanos;
  private final long[] spent = new long[RING];
  private volatile long tick;

  Window(long windowNanos, long nowNanos) {
    this.slotNanos = Math.max(1, windowNanos / SLOTS + (windowNanos % SLOTS == 0 ? 0 : 1));
    this.startNanos = nowNanos;
  }

  /** Sets what counts as spent in the first slot, before the window is published. */
  void begin(long alreadySpent) {
    spent[0] = alreadySpent;
  }

  boolean isAsLongAs(Window other) {
    return slotNanos == other.slotNanos;
  }

  /** Moves to the slot of now; returns the credit that came back by it. No allocation. */
  long advance(long nowNanos) {
    long now = Math.max(0, nowNanos - startNanos) / slotNanos;
    for (int spins = 0; ; spins++) {
      long seen = tick;
      if (seen >= now) {
        return 0;
      }
      if (seen >= 0 && TICK.compareAndSet(this, seen, seen | BUSY)) {
        long settled = seen;
        try {
          long back = bringBack(seen, now);
          settled = now;
          return back;
        } finally {
          // Busy for ever would stop every charge: what was thrown leaves the old slot.
          tick = settled;
        }
      }
      Gate.pause(spins);
    }
  }

  private long bringBack(long from, long to) {
    long back = 0;
    long steps = Math.min(to - from, RING);
    for (long i = 0; i < steps; i++) {
      back += (long) SLOT.getAndSet(spent, (int) ((to - i) % RING), 0L);
    }
    return back;
  }

  /** Whether a later slot than the last one seen has begun. */
  boolean isPast(long nowNanos) {
    return Math.max(0, nowNanos - startNanos) / slotNanos > settledTick();
  }

  /** Notes credit as spent in the current slot. */
  void spend(long amount) {
    SLOT.getAndAdd(spent, (int) (settledTick() % RING), amount);
  }

  /** All that was spent and has not come back. Alone in the gate. */
  long owed() {
    long sum = 0;
    for (int i = 0; i < RING; i++) {
      sum += (long) SLOT.getVolatile(spent, i);
    }
    return sum;
  }

  /** Takes back credit that was spent in the current slot; what is older is void. */
  long takeBack(long amount) {
    int index = (int) (settledTick() % RING);
    for (; ; ) {
      long seen = (long) SLOT.getVolatile(spent, index);
      long taken = Math.min(seen, amount);
      if (taken <= 0 || SLOT.compareAndSet(spent, index, seen, seen - taken)) {
        return Math.max(0, taken);
      }
    }
  }

  /** Nanoseconds until the next slot begins: the earliest instant at which credit may come back. */
  long nanosToNextSlot(long nowNanos) {
    long inside = Math.max(0, nowNanos - startNanos) % slotNanos;
    return slotNanos - inside;
  }

  private long settledTick() {
    for (int spins = 0; ; spins++) {
      long seen = tick;
      if (seen >= 0) {
        return seen;
      }
      Gate.pause(spins);
    }
  }
}
