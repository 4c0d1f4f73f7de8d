package dev.stint.meter.internal;

import dev.stint.meter.ModuleRefused;

/**
 * Dispatches the instructions of a body, and handles those that neither turn control nor have a
 * prefix.
 */
final class Instructions {
  private final Walk walk;
  private final Control control;
  private final Prefixed prefixed;

  Instructions(Walk walk) {
    this.walk = walk;
    this.control = new Control(walk);
    this.prefixed = new Prefixed(walk);
  }

  /** Copies all but the last {@code end}; that and the exit are the caller's. */
  void rewrite() throws ModuleRefused {
    while (walk.frames.open() > 0) {
      walk.start = walk.in.pos;
      one(walk.in.u8());
    }
  }

  private void one(int op) throws ModuleRefused {
    if (op >= Numeric.FIRST && op <= Numeric.LAST) {
      if (op >= Numeric.SIGN_EXTENSION) {
        walk.model.features.use("sign-extension");
      }
      walk.effect(Numeric.pops(op), 1);
    } else if (op >= Op.FIRST_LOAD && op <= Op.LAST_LOAD) {
      prefixed.address();
      walk.effect(1, 1);
    } else if (op >= Op.FIRST_STORE && op <= Op.LAST_STORE) {
      prefixed.address();
      walk.effect(2, 0);
    } else if (op <= Op.DELEGATE) {
      control.one(op);
    } else {
      other(op);
    }
  }

  private void other(int op) throws ModuleRefused {
    switch (op) {
      case Op.DROP:
        walk.effect(1, 0);
        break;
      case Op.SELECT:
        walk.effect(3, 1);
        break;
      case Op.SELECT_TYPED:
        typedSelect();
        break;
      case Op.LOCAL_GET:
        index(walk.locals, "local");
        walk.effect(0, 1);
        break;
      case Op.LOCAL_SET:
        index(walk.locals, "local");
        walk.effect(1, 0);
        break;
      case Op.LOCAL_TEE:
        index(walk.locals, "local");
        walk.effect(1, 1);
        break;
      case Op.GLOBAL_GET:
        index(walk.model.globals.size(), "global");
        walk.effect(0, 1);
        break;
      case Op.GLOBAL_SET:
        index(walk.model.globals.size(), "global");
        walk.effect(1, 0);
        break;
      case Op.I32_CONST:
        walk.in.signed(32);
        walk.effect(0, 1);
        break;
      case Op.I64_CONST:
        walk.in.signed(64);
        walk.effect(0, 1);
        break;
      case Op.F32_CONST:
        walk.in.skip(4);
        walk.effect(0, 1);
        break;
      case Op.F64_CONST:
        walk.in.skip(8);
        walk.effect(0, 1);
        break;
      case Op.MEMORY_SIZE:
        prefixed.memory();
        walk.effect(0, 1);
        break;
      case Op.MEMORY_GROW:
        grow();
        break;
      case Op.PREFIX_BULK:
        prefixed.bulk();
        break;
      case Op.PREFIX_SIMD:
        prefixed.simd();
        break;
      default:
        references(op);
    }
  }

  private void references(int op) throws ModuleRefused {
    switch (op) {
      case Op.TABLE_GET:
        index(walk.model.tables.size(), "table");
        walk.effect(1, 1);
        break;
      case Op.TABLE_SET:
        index(walk.model.tables.size(), "table");
        walk.effect(2, 0);
        break;
      case Op.REF_NULL:
        Values.readReference(walk.in);
        walk.effect(0, 1);
        break;
      case Op.REF_IS_NULL:
        walk.effect(1, 1);
        break;
      case Op.REF_FUNC:
        int function = ConstExpr.function(walk.in, walk.model);
        walk.instead();
        walk.out.u8(op).u32(walk.model.shifted(function));
        walk.effect(0, 1);
        break;
      default:
        throw Unsupported.instruction(op, walk.start);
    }
    walk.model.features.use("reference-types");
  }

  private void typedSelect() throws ModuleRefused {
    if (walk.in.count() != 1) {
      throw Refusals.invalid(walk.start, "select needs exactly one type");
    }
    Values.read(walk.in, walk.model.features);
    walk.model.features.use("reference-types");
    walk.effect(3, 1);
  }

  private void grow() throws ModuleRefused {
    prefixed.memory();
    walk.effect(1, 1);
    walk.settle();
    walk.instead();
    walk.out.u8(Op.CALL).u32(walk.model.helper(Helpers.GROW));
  }

  private void index(int known, String what) throws ModuleRefused {
    int index = walk.in.index();
    if (index >= known) {
      throw Refusals.invalid(walk.start, "unknown " + what + " [" + index + "]");
    }
  }
}
