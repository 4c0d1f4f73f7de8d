package dev.stint.meter.internal;

import dev.stint.meter.Bound;
import dev.stint.meter.Injected;
import dev.stint.meter.MeterOptions;
import dev.stint.meter.ModuleRefused;
import java.util.List;

/**
 * Rewrites function bodies one after the other: locals, entry, instructions, exit. Mutable, one
 * thread.
 */
final class BodyRewriter {
  private final Model model;
  private final Out code = new Out(4096);
  private final Out whole = new Out(4096);
  private final Walk walk;
  private final Charges charges;
  private final Instructions instructions;

  BodyRewriter(Model model, MeterOptions options) {
    this.model = model;
    this.walk = new Walk(model, options, code);
    this.charges = walk.charges;
    this.instructions = new Instructions(walk);
  }

  void rewrite(int function, Reader in, Out out) throws ModuleRefused {
    FuncType type = model.typeOf(function);
    int localsStart = in.pos;
    int runs = in.count();
    int runsStart = in.pos;
    long locals = type.params().size();
    long slots = type.paramSlots();
    for (int i = 0; i < runs; i++) {
      long count = in.u32();
      locals += count;
      slots += count * Values.slots(Values.read(in, model.features));
      Refusals.check(Bound.LOCALS, locals, localsStart, in.options);
    }
    int runsEnd = in.pos;
    code.clear();
    walk.begin(type, (int) locals, in);
    instructions.rewrite();
    in.requireEnd("function body");
    int extra = (int) (slots + walk.frames.greatestHeight()) / 8;
    model.largestFrame = Math.max(model.largestFrame, 1 + extra);

    whole.clear();
    boolean collector = exit(type, extra);
    whole.u32(runs + (collector ? 1L : 0L)).copy(in.bytes, runsStart, runsEnd);
    if (collector) {
      whole.u32(1).u8(Values.I64);
    }
    charges.enter(extra, depth(extra), whole);
    if (walk.leavesEarly) {
      whole.u8(Op.BLOCK);
      blockType(type);
    }
    whole.append(code);
    out.u32(whole.size()).append(whole);
  }

  /** Writes the exit behind the instructions, and says whether the body needs the collector. */
  private boolean exit(FuncType type, int extra) {
    if (walk.leavesEarly) {
      charges.collect();
      charges.join();
      code.u8(Op.END);
    }
    if (walk.leavesEarly || !walk.endsUnreachable) {
      charges.flush(walk.calls || walk.loops);
      charges.leave(depth(extra));
    }
    code.u8(Op.END);
    return charges.collectorUsed();
  }

  private int depth(int extra) {
    return walk.calls || 1 + extra > Injected.FREE_LEAF_UNITS ? 1 + extra : 0;
  }

  private void blockType(FuncType type) {
    List<Integer> results = type.results();
    if (results.isEmpty()) {
      whole.u8(Op.EMPTY);
    } else if (results.size() == 1) {
      whole.u8(results.get(0));
    } else {
      whole.signed(model.addedType(new FuncType(List.of(), results)));
    }
  }
}
