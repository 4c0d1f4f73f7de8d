package dev.stint.meter.internal;

import dev.stint.meter.Bound;
import dev.stint.meter.ModuleRefused;

/** The instructions that turn control: blocks, branches, calls. */
final class Control {
  private final Walk walk;
  private final Frames frames;
  private final Charges charges;
  private final Model model;

  Control(Walk walk) {
    this.walk = walk;
    this.frames = walk.frames;
    this.charges = walk.charges;
    this.model = walk.model;
  }

  void one(int op) throws ModuleRefused {
    switch (op) {
      case Op.UNREACHABLE:
        charges.discard();
        frames.stop();
        break;
      case Op.NOP:
        break;
      case Op.BLOCK:
        enter(Frames.BLOCK);
        break;
      case Op.LOOP:
        loop();
        break;
      case Op.IF:
        walk.effect(1, 0);
        walk.collect();
        enter(Frames.IF);
        break;
      case Op.ELSE:
        walk.collect();
        frames.otherwise(walk.start);
        charges.join();
        break;
      case Op.END:
        end();
        break;
      case Op.BR:
        walk.effect(0, 0);
        carried(branch(walk.in.index()));
        walk.collect();
        frames.stop();
        break;
      case Op.BR_IF:
        walk.effect(1, 0);
        int values = branch(walk.in.index());
        carried(values);
        frames.push(values, walk.start);
        walk.collect();
        break;
      case Op.BR_TABLE:
        table();
        break;
      case Op.RETURN:
        leave();
        break;
      case Op.CALL:
        call();
        break;
      case Op.CALL_INDIRECT:
        callIndirect();
        break;
      default:
        throw Unsupported.instruction(op, walk.start);
    }
  }

  private void loop() throws ModuleRefused {
    walk.collect();
    enter(Frames.LOOP);
    walk.loops = true;
    walk.after();
    charges.flushRound();
  }

  private void enter(int kind) throws ModuleRefused {
    int code = walk.in.peek();
    if (code == Op.EMPTY) {
      walk.in.u8();
      frames.enter(kind, 0, 0, walk.start);
    } else if ((code & 0xc0) == 0x40) {
      Values.read(walk.in, model.features);
      frames.enter(kind, 0, 1, walk.start);
    } else {
      FuncType type = model.types.get(typeIndex(walk.in.signed(33)));
      model.features.use("multi-value");
      frames.enter(kind, type.params().size(), type.results().size(), walk.start);
    }
  }

  private int typeIndex(long index) throws ModuleRefused {
    if (index < 0 || index >= model.types.size()) {
      throw Refusals.invalid(walk.start, "unknown type [" + index + "]");
    }
    return (int) index;
  }

  private void end() throws ModuleRefused {
    if (frames.kind() == Frames.FUNCTION) {
      walk.before();
      walk.endsUnreachable = frames.isUnreachable();
    } else if (frames.isTargeted() && frames.kind() != Frames.LOOP
        || frames.kind() == Frames.IF
        || frames.kind() == Frames.ELSE) {
      walk.collect();
      charges.join();
    }
    frames.leave(walk.start);
  }

  private int branch(int label) throws ModuleRefused {
    walk.leavesEarly |= label == frames.open() - 1;
    return frames.branch(label, walk.start);
  }

  /** A branch or call moves its values, one unit for eight. */
  private void carried(int values) {
    charges.add(values / 8);
  }

  private void table() throws ModuleRefused {
    walk.effect(1, 0);
    int labels = walk.in.count(Bound.BRANCH_LABELS);
    for (int i = 0; i < labels; i++) {
      frames.push(branch(walk.in.index()), walk.start);
    }
    carried(branch(walk.in.index()));
    walk.collect();
    frames.stop();
  }

  private void leave() throws ModuleRefused {
    walk.effect(0, 0);
    int label = frames.open() - 1;
    carried(branch(label));
    walk.collect();
    walk.instead();
    walk.out.u8(Op.BR).u32(label);
    frames.stop();
  }

  private void call() throws ModuleRefused {
    int function = ConstExpr.function(walk.in, model);
    walk.effect(0, 0);
    apply(model.typeOf(function));
    walk.instead();
    walk.out.u8(Op.CALL).u32(model.shifted(function));
  }

  private void callIndirect() throws ModuleRefused {
    FuncType type = model.types.get(typeIndex(walk.in.u32()));
    int table = walk.in.index();
    if (table >= model.tables.size()) {
      throw Refusals.invalid(walk.start, "unknown table [" + table + "]");
    }
    walk.effect(1, 0);
    apply(type);
  }

  private void apply(FuncType type) throws ModuleRefused {
    int params = type.params().size();
    int results = type.results().size();
    carried(params + results);
    walk.settle();
    walk.calls = true;
    frames.pop(params, walk.start);
    frames.push(results, walk.start);
  }
}
