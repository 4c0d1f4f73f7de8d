package dev.stint.meter.internal;

import static dev.stint.meter.internal.InjectedGlobal.CEILING;
import static dev.stint.meter.internal.InjectedGlobal.DEPTH;
import static dev.stint.meter.internal.InjectedGlobal.DEPTH_TRIPPED;
import static dev.stint.meter.internal.InjectedGlobal.FUEL;
import static dev.stint.meter.internal.InjectedGlobal.GROW_DENIED;
import static dev.stint.meter.internal.InjectedGlobal.TABLE_CEILING;
import static dev.stint.meter.internal.InjectedGlobal.TABLE_DENIED;

import dev.stint.meter.Injected;
import java.util.List;

/** Writes the functions that are appended to every module. */
final class Helpers {
  static final int EXHAUSTED = 0;
  static final int TRIPPED = 1;
  static final int BULK_BYTES = 2;
  static final int BULK_ELEMENTS = 3;
  static final int GROW = 4;

  private static final int ACCESSORS = 13;

  /** Keeps the depth from wrapping around in a host that goes on after traps without setting it. */
  private static final int DEEPEST = -(1 << 30);

  private static final List<Integer> NONE = List.of();
  private static final List<Integer> I32 = List.of(Values.I32);
  private static final List<Integer> I64 = List.of(Values.I64);
  private static final int BULK_SHIFT = Integer.numberOfTrailingZeros(Injected.BULK_BYTES_PER_FUEL);

  static final FuncType NOTHING_TYPE = new FuncType(NONE, NONE);
  static final FuncType GROW_TYPE = new FuncType(List.of(Values.I32, Values.I32), I32);

  private final Model model;
  private final Out functions = new Out(64);
  private final Out code = new Out(1024);
  private final Out exports = new Out(512);
  private final Out body = new Out(256);
  private final Asm asm;
  private int count;
  private int exported;

  Helpers(Model model) {
    this.model = model;
    this.asm = new Asm(body, model);
    exhausted();
    tripped();
    bulk(BULK_SHIFT);
    bulk(0);
    grow();
    accessors();
    for (int table = 0; table < model.tables.size(); table++) {
      tableGrow(table);
    }
  }

  /** The ordinal of the helper that replaces {@code table.grow} of one table. */
  static int tableGrowOf(int table) {
    return GROW + 1 + ACCESSORS + table;
  }

  int count() {
    return count;
  }

  Out functions() {
    return functions;
  }

  Out code() {
    return code;
  }

  Out exports() {
    return exports;
  }

  int exportCount() {
    return exported;
  }

  private void exhausted() {
    asm.call(model.hostFuel());
    asm.get(FUEL).i64(0).op(Op.I64_LT_S).when().op(Op.UNREACHABLE).end();
    define(NONE, NONE);
  }

  private void tripped() {
    asm.i32(1).set(DEPTH_TRIPPED);
    asm.get(DEPTH).i32(DEEPEST).op(Op.I32_LT_S).when().i32(DEEPEST).set(DEPTH).end();
    asm.op(Op.UNREACHABLE);
    define(NONE, NONE);
  }

  /** Charges for the length on top of the operand stack and leaves it there. */
  private void bulk(int shift) {
    asm.get(FUEL).get(0).op(Op.I64_EXTEND_I32_U).i64(shift).op(Op.I64_SHR_U).takeFuel();
    asm.checkFuel().get(0);
    define(I32, I32);
  }

  private void grow() {
    int delta = 0;
    int before = 1;
    int after = 2;
    if (model.memories == 0) {
      asm.i32(-1);
    } else {
      asm.memory(Op.MEMORY_SIZE).tee(before).op(Op.I64_EXTEND_I32_U);
      asm.get(delta).op(Op.I64_EXTEND_I32_U).op(Op.I64_ADD).set(after);
      asm.get(delta).op(Op.I32_EQZ).when().get(before).op(Op.RETURN).end();
      asm.get(after).i64(model.growBound()).op(Op.I64_GT_U).when();
      asm.i32(-1).op(Op.RETURN).end();
      asm.get(after).get(CEILING).op(Op.I64_EXTEND_I32_U).op(Op.I64_GT_U);
      denied(GROW_DENIED);
      asm.get(before).get(after).op(Op.I32_WRAP_I64).call(model.hostGrow()).op(Op.I32_EQZ);
      denied(GROW_DENIED);
      asm.get(delta).memory(Op.MEMORY_GROW).i32(-1).op(Op.I32_EQ).when();
      asm.get(after).op(Op.I32_WRAP_I64).get(before).call(model.hostGrow()).op(Op.DROP);
      asm.i32(-1).op(Op.RETURN).end();
      asm.get(FUEL).get(after).i64(Injected.GROW_FUEL_PER_PAGE).op(Op.I64_MUL).takeFuel();
      asm.checkFuel().get(before);
    }
    define(I32, I32, Values.I32, Values.I64);
  }

  /** Counts and returns -1 when the condition on the operand stack holds. */
  private void denied(InjectedGlobal counter) {
    asm.when().increment(counter).i32(-1).op(Op.RETURN).end();
  }

  private void accessors() {
    getter(Injected.FUEL_GET, FUEL);
    setter(Injected.FUEL_SET, FUEL);
    getter(Injected.CEILING_GET, CEILING);
    setter(Injected.CEILING_SET, CEILING);
    getter(Injected.GROW_DENIED_GET, GROW_DENIED);
    pages();
    getter(Injected.TABLE_CEILING_GET, TABLE_CEILING);
    setter(Injected.TABLE_CEILING_SET, TABLE_CEILING);
    getter(Injected.TABLE_DENIED_GET, TABLE_DENIED);
    tableElements();
    export(Injected.TABLE_ELEMENTS_GET, NONE, I64);
    getter(Injected.DEPTH_GET, DEPTH);
    depthSetter();
    getter(Injected.DEPTH_TRIPPED_GET, DEPTH_TRIPPED);
  }

  private void getter(String name, InjectedGlobal global) {
    asm.get(global);
    export(name, NONE, List.of(global.type));
  }

  private void setter(String name, InjectedGlobal global) {
    asm.get(0).set(global);
    export(name, List.of(global.type), NONE);
  }

  /** A negative depth is 0, so that entries cannot wrap it around. */
  private void depthSetter() {
    asm.i32(0).set(DEPTH_TRIPPED);
    asm.get(0).i32(0).op(Op.I32_LT_S).when().i32(0).set(0).end();
    setter(Injected.DEPTH_SET, DEPTH);
  }

  private void pages() {
    if (model.memories == 0) {
      asm.i32(0);
    } else {
      asm.memory(Op.MEMORY_SIZE);
    }
    export(Injected.PAGES_GET, NONE, I32);
  }

  private Asm tableElements() {
    asm.i64(0);
    for (int table = 0; table < model.tables.size(); table++) {
      tableSize(table).op(Op.I64_EXTEND_I32_U).op(Op.I64_ADD);
    }
    return asm;
  }

  private Asm tableSize(int table) {
    body.u8(Op.PREFIX_BULK).u32(16).u32(table);
    return asm;
  }

  private void tableGrow(int table) {
    int value = 0;
    int delta = 1;
    int before = 2;
    tableSize(table).set(before);
    asm.get(delta).op(Op.I32_EQZ).when().get(before).op(Op.RETURN).end();
    tableElements().get(delta).op(Op.I64_EXTEND_I32_U).op(Op.I64_ADD);
    asm.get(TABLE_CEILING).op(Op.I64_GT_U);
    denied(TABLE_DENIED);
    asm.get(value).get(delta);
    body.u8(Op.PREFIX_BULK).u32(15).u32(table);
    asm.i32(-1).op(Op.I32_EQ).when().i32(-1).op(Op.RETURN).end();
    asm.get(FUEL);
    tableSize(table).op(Op.I64_EXTEND_I32_U).takeFuel().checkFuel().get(before);
    boolean functions = model.tables.get(table).elementType().equals("funcref");
    int element = functions ? Values.FUNCREF : Values.EXTERNREF;
    define(List.of(element, Values.I32), I32, Values.I32);
  }

  private void export(String name, List<Integer> params, List<Integer> results) {
    exports.name(name).u8(0).u32(model.helper(count));
    exported++;
    define(params, results);
  }

  /** Ends the body written so far and makes a function of it. */
  private void define(List<Integer> params, List<Integer> results, int... locals) {
    functions.u32(model.addedType(new FuncType(params, results)));
    Out whole = new Out(body.size() + 16);
    whole.u32(locals.length);
    for (int local : locals) {
      whole.u32(1).u8(local);
    }
    whole.append(body).u8(Op.END);
    code.u32(whole.size()).append(whole);
    body.clear();
    count++;
  }
}
