package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Prepaid credit of one hot ledger, one lane for each processor. What lies in a lane is charged to
 * the ledger and all its ancestors already, so a charge that a lane can pay is one compare-and-set
 * and no limit can be passed by it, whatever happens to the lane.
 *
 * <p>A lane is off or holds credit. It is switched on inside the gate, together with the charge
 * that fills it, and switched off only by one who is alone in the gate; while it is off both taking
 * and giving back fail and go the long way. So a denial that was found alone, with the lanes
 * drained, stays justified until something is given back in the gate.
 */
final class Lanes {
  private static final long OFF = -1;
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle ON;

  static {
    try {
      ON = MethodHandles.lookup().findVarHandle(Lanes.class, "on", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long[] cells = new long[Stripes.length()];
  private volatile boolean on;

  /** The most that one lane keeps of what is given back. */
  private volatile long bound;

  Lanes() {
    for (int i = 0; i < Stripes.COUNT; i++) {
      cells[Stripes.index(i)] = OFF;
    }
  }

  /** Pays from the lane of this thread. No allocation, one compare-and-set, no clock, no lock. */
  boolean take(long amount) {
    int lane = Stripes.mine();
    for (; ; ) {
      long credit = (long) CELL.getVolatile(cells, lane);
      if (amount < 0 || credit < amount) {
        return false;
      }
      if (CELL.compareAndSet(cells, lane, credit, credit - amount)) {
        return true;
      }
    }
  }

  /** Gives back to the lane of this thread, unless it is off or full. */
  boolean put(long amount) {
    int lane = Stripes.mine();
    for (; ; ) {
      long credit = (long) CELL.getVolatile(cells, lane);
      if (amount < 0 || credit < 0 || amount > bound - credit) {
        return false;
      }
      if (CELL.compareAndSet(cells, lane, credit, credit + amount)) {
        return true;
      }
    }
  }

  boolean on() {
    return on;
  }

  /** Marks the lanes as holding credit; true for the one who did. Inside the gate. */
  boolean switchOn() {
    return !on && ON.compareAndSet(this, false, true);
  }

  /** Fills the lane of this thread with credit that was charged a moment ago. Inside the gate. */
  void fill(long credit) {
    bound = 2 * credit;
    int lane = Stripes.mine();
    for (; ; ) {
      long seen = (long) CELL.getVolatile(cells, lane);
      long next = seen == OFF ? credit : seen + credit;
      if (CELL.compareAndSet(cells, lane, seen, next)) {
        return;
      }
    }
  }

  /** Takes all credit out and switches off. Alone in the gate. */
  long drain() {
    long sum = 0;
    for (int i = 0; i < Stripes.COUNT; i++) {
      sum += Math.max(0, (long) CELL.getAndSet(cells, Stripes.index(i), OFF));
    }
    on = false;
    return sum;
  }

  /** The credit that lies in the lanes at about this moment. */
  long credit() {
    long sum = 0;
    for (int i = 0; i < Stripes.COUNT; i++) {
      sum += Math.max(0, (long) CELL.getVolatile(cells, Stripes.index(i)));
    }
    return sum;
  }
}
