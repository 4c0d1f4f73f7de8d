package dev.stint.meter.internal;

import dev.stint.meter.MeterOptions;
import dev.stint.meter.ModuleRefused;

/**
 * The walk over one body: where it is, what is copied already, and its open blocks. Mutable, one
 * thread, reused.
 */
final class Walk {
  final Model model;
  final Frames frames;
  final Charges charges;
  final Out out;
  Reader in;
  FuncType type = Helpers.NOTHING_TYPE;
  int locals;

  /** Where the present instruction begins. */
  int start;

  boolean calls;
  boolean loops;
  boolean leavesEarly;
  boolean endsUnreachable;
  private int copied;

  Walk(Model model, MeterOptions options, Out out) {
    this.model = model;
    this.frames = new Frames(options);
    this.charges = new Charges(model, out);
    this.out = out;
    this.in = new Reader(new byte[0], 0, 0, options);
  }

  void begin(FuncType function, int localCount, Reader body) {
    in = body;
    type = function;
    locals = localCount;
    copied = body.pos;
    calls = false;
    loops = false;
    leavesEarly = false;
    endsUnreachable = false;
    frames.begin(function.results().size());
    charges.begin(localCount);
  }

  /** What is written next stands before the present instruction. */
  void before() {
    out.copy(in.bytes, copied, start);
    copied = start;
  }

  /**
   * The present instruction, read to its end, is not copied: what is written next stands for it.
   */
  void instead() {
    before();
    copied = in.pos;
  }

  /** What is written next stands behind the present instruction, read to its end. */
  void after() {
    out.copy(in.bytes, copied, in.pos);
    copied = in.pos;
  }

  /** One unit, and the change of the operand stack. */
  void effect(int pops, int pushes) throws ModuleRefused {
    charges.add(1);
    frames.pop(pops, start);
    frames.push(pushes, start);
  }

  /** Pays everything before the present instruction; to be called before more of it is charged. */
  void settle() {
    if (!charges.isSettled()) {
      before();
      charges.flush(true);
    }
  }

  /** Moves the pending cost into the collector before the present instruction. */
  void collect() {
    if (charges.hasPending()) {
      before();
      charges.collect();
    }
  }
}
