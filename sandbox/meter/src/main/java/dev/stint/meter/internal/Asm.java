package dev.stint.meter.internal;

/** Writes the meter's own instructions. */
final class Asm {
  final Out out;
  private final Model model;

  Asm(Out out, Model model) {
    this.out = out;
    this.model = model;
  }

  Asm op(int opcode) {
    out.u8(opcode);
    return this;
  }

  Asm i32(int value) {
    out.u8(Op.I32_CONST).signed(value);
    return this;
  }

  Asm i64(long value) {
    out.u8(Op.I64_CONST).signed(value);
    return this;
  }

  Asm get(int local) {
    out.u8(Op.LOCAL_GET).u32(local);
    return this;
  }

  Asm set(int local) {
    out.u8(Op.LOCAL_SET).u32(local);
    return this;
  }

  Asm tee(int local) {
    out.u8(Op.LOCAL_TEE).u32(local);
    return this;
  }

  Asm get(InjectedGlobal global) {
    out.u8(Op.GLOBAL_GET).u32(model.global(global));
    return this;
  }

  Asm set(InjectedGlobal global) {
    out.u8(Op.GLOBAL_SET).u32(model.global(global));
    return this;
  }

  Asm call(int function) {
    out.u8(Op.CALL).u32(function);
    return this;
  }

  /** {@code if} without values. */
  Asm when() {
    out.u8(Op.IF).u8(Op.EMPTY);
    return this;
  }

  Asm end() {
    return op(Op.END);
  }

  Asm memory(int opcode) {
    out.u8(opcode).u8(0);
    return this;
  }

  Asm increment(InjectedGlobal counter) {
    return get(counter).i64(1).op(Op.I64_ADD).set(counter);
  }

  /** Asks the host for fuel, and traps without, when there is none left. */
  Asm checkFuel() {
    get(InjectedGlobal.FUEL).i64(0).op(Op.I64_LT_S).when();
    return call(model.helper(Helpers.EXHAUSTED)).end();
  }

  /** Takes the i64 on the operand stack, which the fuel was pushed below of. */
  Asm takeFuel() {
    return op(Op.I64_SUB).set(InjectedGlobal.FUEL);
  }
}
