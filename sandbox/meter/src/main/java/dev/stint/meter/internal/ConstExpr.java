package dev.stint.meter.internal;

import dev.stint.meter.ModuleRefused;

/** Copies a constant expression, with function indices moved. */
final class ConstExpr {
  private ConstExpr() {}

  static void copy(Reader in, Model model, Out out) throws ModuleRefused {
    int start = in.pos;
    int op = in.u8();
    if (op == Op.REF_FUNC) {
      out.u8(op).u32(model.shifted(function(in, model)));
      model.features.use("reference-types");
    } else {
      operand(in, op, model);
      out.copy(in.bytes, start, in.pos);
    }
    int end = in.pos;
    if (in.u8() != Op.END) {
      throw Refusals.feature(end, "extended constant expressions");
    }
    out.u8(Op.END);
  }

  /** A function index within the guest's own. */
  static int function(Reader in, Model model) throws ModuleRefused {
    int start = in.pos;
    int function = in.index();
    if (function >= model.functionTypes.size()) {
      throw Refusals.invalid(start, "unknown function [" + function + "]");
    }
    return function;
  }

  private static void operand(Reader in, int op, Model model) throws ModuleRefused {
    int start = in.pos;
    switch (op) {
      case Op.I32_CONST:
        in.signed(32);
        break;
      case Op.I64_CONST:
        in.signed(64);
        break;
      case Op.F32_CONST:
        in.skip(4);
        break;
      case Op.F64_CONST:
        in.skip(8);
        break;
      case Op.GLOBAL_GET:
        if (in.index() >= model.globals.size()) {
          throw Refusals.invalid(start, "unknown global");
        }
        break;
      case Op.REF_NULL:
        model.features.use("reference-types");
        Values.readReference(in);
        break;
      case Op.PREFIX_SIMD:
        model.features.use("simd");
        if (in.u32() != 12) {
          throw Refusals.invalid(start, "instruction is not constant");
        }
        in.skip(16);
        break;
      case 0xfb:
        throw Refusals.feature(start - 1, "gc");
      default:
        throw Refusals.invalid(start - 1, "instruction is not constant");
    }
  }
}
