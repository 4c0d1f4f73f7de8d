package dev.stint.meter.internal;

import static dev.stint.meter.internal.InjectedGlobal.DEPTH;
import static dev.stint.meter.internal.InjectedGlobal.FUEL;

/**
 * Collects the cost of straight-line code and writes what takes it from the fuel. Mutable, one
 * thread, reused for each body.
 */
final class Charges {
  private final Model model;
  private final Asm asm;
  private int collector;
  private boolean collectorUsed;
  private boolean collectorZero;
  private long pending;

  Charges(Model model, Out out) {
    this.model = model;
    this.asm = new Asm(out, model);
  }

  /** {@code collector} is the index of the local that holds charges between flushes. */
  void begin(int collector) {
    this.collector = collector;
    collectorUsed = false;
    collectorZero = true;
    pending = 0;
  }

  boolean collectorUsed() {
    return collectorUsed;
  }

  boolean hasPending() {
    return pending > 0;
  }

  void add(int units) {
    pending += units;
  }

  /** Whether a flush would take nothing. */
  boolean isSettled() {
    return pending == 0 && collectorZero;
  }

  /** Moves the pending cost into the collector: control may leave here. */
  void collect() {
    if (pending > 0) {
      asm.get(collector).i64(pending).op(Op.I64_ADD).set(collector);
      collectorUsed = true;
      collectorZero = false;
      pending = 0;
    }
  }

  /** The guest traps here: what is pending is lost. */
  void discard() {
    pending = 0;
  }

  /** Control may arrive here from elsewhere, with something collected. */
  void join() {
    collectorZero = false;
  }

  /** Takes all that is pending and collected from the fuel. */
  void flush(boolean check) {
    if (isSettled()) {
      return;
    }
    asm.get(FUEL);
    if (!collectorZero) {
      asm.get(collector).op(Op.I64_SUB);
    }
    if (pending > 0) {
      asm.i64(pending).op(Op.I64_SUB);
    }
    asm.set(FUEL);
    if (!collectorZero) {
      asm.i64(0).set(collector);
      collectorUsed = true;
    }
    if (check) {
      asm.checkFuel();
    }
    pending = 0;
    collectorZero = true;
  }

  /** At the top of a loop: each round pays for the one before. */
  void flushRound() {
    join();
    flush(true);
  }

  void enter(int fuel, int depth, Out out) {
    Asm entry = new Asm(out, model);
    if (fuel > 0) {
      entry.get(FUEL).i64(fuel).takeFuel();
    }
    if (depth > 0) {
      entry.get(DEPTH).i32(depth).op(Op.I32_SUB).set(DEPTH);
      entry.get(DEPTH).i32(0).op(Op.I32_LT_S).when();
      entry.call(model.helper(Helpers.TRIPPED)).end();
    }
  }

  void leave(int depth) {
    if (depth > 0) {
      asm.get(DEPTH).i32(depth).op(Op.I32_ADD).set(DEPTH);
    }
  }
}
