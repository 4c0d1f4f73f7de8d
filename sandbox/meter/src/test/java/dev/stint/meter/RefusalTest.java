package dev.stint.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.dylibso.chicory.wabt.Wat2Wasm;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private static final MeterOptions DEFAULTS = MeterOptions.defaults();

  private static ModuleRefused refused(byte[] module, MeterOptions options) {
    ModuleRefused refused =
        catchThrowableOfType(ModuleRefused.class, () -> Meter.rewrite(module, options));
    assertThat(refused).isNotNull();
    assertThat(refused.getMessage()).endsWith("(" + refused.code() + ")").doesNotContain("\n");
    return refused;
  }

  private static void assertRefused(byte[] module, String message) {
    assertThat(refused(module, DEFAULTS)).hasMessage(message);
  }

  private static void assertFeature(byte[] module, String feature) {
    ModuleRefused refused = refused(module, DEFAULTS);
    assertThat(refused.code()).isEqualTo("STINT-M004");
    assertThat(refused.getMessage())
        .startsWith("feature not supported: [" + feature + "], at byte [");
  }

  private static void assertOver(Bound bound, String wat, long amount, String message)
      throws ModuleRefused {
    byte[] module = Wat2Wasm.parse(wat);
    Meter.rewrite(module, DEFAULTS.with(bound, amount + 1));
    assertThat(refused(module, DEFAULTS.with(bound, amount))).hasMessage(message);
  }

  @Test
  void otherFiles_areNotWasm() {
    String magic = "not a wasm module: first bytes are not [00 61 73 6d] (STINT-M001)";
    assertRefused(new byte[0], magic);
    assertRefused("#!/bin/sh".getBytes(), magic);
    assertRefused(
        Hex.module("0061736d 02000000"),
        "not a wasm module: version is not [01 00 00 00] (STINT-M001)");
  }

  @Test
  void malformedModules_sayWhere() {
    assertRefused(
        Hex.module(Hex.HEADER + "01"),
        "malformed module: unexpected end, at byte [9] (STINT-M002)");
    assertRefused(
        Hex.module(Hex.HEADER + "01 ff ff ff ff 0f"),
        "malformed module: count [4294967295] is beyond the end, at byte [9] (STINT-M002)");
    assertRefused(
        Hex.module(Hex.HEADER + "01 80 80 80 80 80 00"),
        "malformed module: number does not fit [u32], at byte [9] (STINT-M002)");
    assertRefused(
        Hex.module(Hex.HEADER + "20 00"),
        "malformed module: unknown section [32], at byte [8] (STINT-M002)");
    assertRefused(
        Hex.module(Hex.HEADER + "03 01 00 01 01 00"),
        "malformed module: section [1] is out of order, at byte [11] (STINT-M002)");
    assertRefused(
        Hex.module(Hex.HEADER + "01 02 00 00"),
        "malformed module: section [1] has [1] bytes too many, at byte [11] (STINT-M002)");
    assertRefused(
        Hex.module(Hex.HEADER + "00 02 01 ff"),
        "malformed module: name is not utf-8, at byte [10] (STINT-M002)");
    assertRefused(
        Hex.module(Hex.ONE_FUNCTION),
        "malformed module: functions [1], bodies [0], at byte [18] (STINT-M002)");
    assertRefused(
        Hex.body("ff 0b"),
        "malformed module: unknown instruction [0xff], at byte [23] (STINT-M002)");
  }

  @Test
  void component_isNotSupported() {
    assertRefused(
        Hex.module("0061736d 0d000100"),
        "component not supported: version [0d 00 01 00], a core module is needed (STINT-M003)");
  }

  @Test
  void features_areRefusedByName() {
    assertRefused(
        Hex.module(Hex.HEADER + "05 03 01 04 01"),
        "feature not supported: [memory64], at byte [11] (STINT-M004)");
    assertFeature(Hex.module(Hex.HEADER + "05 04 01 03 01 01"), "shared memory");
    assertFeature(Hex.module(Hex.HEADER + "05 05 02 00 01 00 01"), "multi-memory");
    assertFeature(Hex.module(Hex.HEADER + "05 04 01 08 01 00"), "custom page sizes");
    assertFeature(Hex.module(Hex.HEADER + "0d 03 01 00 00"), "exceptions");
    assertFeature(Hex.body("06 40 0b 0b"), "exceptions");
    assertFeature(Hex.body("1f 40 00 0b 0b"), "exceptions");
    assertFeature(Hex.body("12 00 0b"), "tail calls");
    assertFeature(Hex.body("13 00 00 0b"), "tail calls");
    assertFeature(Hex.body("14 00 0b"), "function references");
    assertFeature(Hex.body("fb 00 00 0b"), "gc");
    assertFeature(Hex.module(Hex.HEADER + "01 03 01 5f 00"), "gc");
    assertFeature(Hex.module(Hex.HEADER + "01 05 01 60 01 6e 00"), "gc");
    assertFeature(Hex.module(Hex.HEADER + "01 06 01 60 01 64 70 00"), "function references");
    assertFeature(Hex.body("fe 03 00 0b"), "threads");
    assertFeature(Hex.body("fd 80 02 0b"), "relaxed simd");
    assertFeature(
        Hex.module(Hex.HEADER + "06 09 01 7f 00 41 01 41 01 6a 0b"),
        "extended constant expressions");
  }

  @Test
  void bounds_areNamedWithBothNumbers() throws ModuleRefused {
    assertOver(
        Bound.MEMORY_PAGES,
        "(module (memory 7))",
        6,
        "exceeded admission bound: memory pages [7], bound [6] (STINT-M005)");
    assertOver(
        Bound.LOCALS,
        "(module (func (param i32) (local i64 i64 f32)))",
        3,
        "exceeded admission bound: locals [4], bound [3] (STINT-M005)");
    assertOver(
        Bound.TABLE_ELEMENTS,
        "(module (table 5 funcref) (table 6 externref))",
        10,
        "exceeded admission bound: table elements [11], bound [10] (STINT-M005)");
    assertOver(
        Bound.TABLES,
        "(module (table 5 funcref) (table 6 externref))",
        1,
        "exceeded admission bound: tables [2], bound [1] (STINT-M005)");
    assertOver(
        Bound.NESTING,
        "(module (func (block (block (block)))))",
        2,
        "exceeded admission bound: nesting [3], bound [2] (STINT-M005)");
    assertOver(
        Bound.BRANCH_LABELS,
        "(module (func (br_table 0 0 0 0 (i32.const 1))))",
        2,
        "exceeded admission bound: br_table labels [3], bound [2] (STINT-M005)");
    assertOver(
        Bound.OPERANDS,
        "(module (func (drop (i32.add (i32.const 1) (i32.const 2)))))",
        1,
        "exceeded admission bound: operands [2], bound [1] (STINT-M005)");
    assertOver(
        Bound.FUNCTIONS,
        "(module (func) (func))",
        1,
        "exceeded admission bound: functions [2], bound [1] (STINT-M005)");
    assertOver(
        Bound.FUNCTION_BYTES,
        "(module (func nop nop nop))",
        4,
        "exceeded admission bound: function bytes [5], bound [4] (STINT-M005)");
    assertOver(
        Bound.IMPORTS,
        "(module (import \"a\" \"b\" (func)))",
        0,
        "exceeded admission bound: imports [1], bound [0] (STINT-M005)");
    assertOver(
        Bound.DATA_BYTES,
        "(module (memory 1) (data (i32.const 0) \"abc\") (data (i32.const 9) \"d\"))",
        3,
        "exceeded admission bound: data bytes [4], bound [3] (STINT-M005)");
    assertOver(
        Bound.MODULE_BYTES,
        "(module)",
        7,
        "exceeded admission bound: module bytes [8], bound [7] (STINT-M005)");
  }

  @Test
  void localCounts_thatWouldOverflow_areOverTheBound() {
    byte[] module =
        Hex.module(Hex.ONE_FUNCTION + "0a 10 01 0e 02 ff ff ff ff 0f 7f ff ff ff ff 0f 7e 0b");

    assertRefused(
        module, "exceeded admission bound: locals [4294967295], bound [20000] (STINT-M005)");
  }

  @Test
  void reservedNames_areRefused() {
    assertRefused(
        Wat2Wasm.parse("(module (func (export \"stint:fuel-set\")))"),
        "reserved name used: export [stint:fuel-set] (STINT-M006)");
    assertRefused(
        Wat2Wasm.parse("(module (import \"stint:host\" \"fuel\" (func)))"),
        "reserved name used: import module [stint:host] (STINT-M006)");
  }

  @Test
  void namesOfTheGuest_areShownShortAndPrintable() {
    assertRefused(
        Wat2Wasm.parse(
            "(module (func (export \"stint:\\0a]\\e2\\82\\ac" + "x".repeat(99) + "\")))"),
        "reserved name used: export [stint:???" + "x".repeat(55) + "...] (STINT-M006)");
  }

  @Test
  void importsOtherThanFunctions_areRefusedUnlessLinkable() throws ModuleRefused {
    byte[] memory = Wat2Wasm.parse("(module (import \"env\" \"m\" (memory 1)))");
    assertRefused(
        memory, "import not admitted: [env] [m] is a memory, only functions are (STINT-M007)");
    assertRefused(
        Wat2Wasm.parse("(module (import \"env\" \"t\" (table 1 funcref)))"),
        "import not admitted: [env] [t] is a table, only functions are (STINT-M007)");
    assertRefused(
        Wat2Wasm.parse("(module (import \"env\" \"g\" (global i32)))"),
        "import not admitted: [env] [g] is a global, only functions are (STINT-M007)");

    assertThat(Meter.rewrite(memory, DEFAULTS.withLinkable(true)).info().hasMemory()).isTrue();
  }

  /** Each index is the first behind the guest's own, where the meter's parts would lie. */
  @Test
  void injectedParts_cannotBeNamedByIndex() {
    assertRefused(
        Hex.body("10 01 0b"), "invalid module: unknown function [1], at byte [24] (STINT-M008)");
    assertRefused(
        Hex.body("23 00 1a 0b"), "invalid module: unknown global [0], at byte [23] (STINT-M008)");
    assertRefused(
        Hex.body("42 00 24 00 0b"),
        "invalid module: unknown global [0], at byte [25] (STINT-M008)");
    assertRefused(
        Hex.body("20 00 1a 0b"), "invalid module: unknown local [0], at byte [23] (STINT-M008)");
    assertRefused(
        Hex.body("d2 01 1a 0b"), "invalid module: unknown function [1], at byte [24] (STINT-M008)");
    assertRefused(
        Hex.body("02 01 0b 0b"), "invalid module: unknown type [1], at byte [23] (STINT-M008)");
    assertRefused(
        Hex.body("0c 01 0b"), "invalid module: unknown label [1], at byte [23] (STINT-M008)");
    assertRefused(
        Hex.body("1a 0b"), "invalid module: operand stack is empty, at byte [23] (STINT-M008)");
    assertRefused(
        Hex.body("41 00 0b"),
        "invalid module: block ends with [1] values, declared [0], at byte [25] (STINT-M008)");
    assertRefused(
        Hex.module(Hex.HEADER + "07 05 01 01 61 00 00"),
        "invalid module: unknown function [0], at byte [14] (STINT-M008)");
    assertRefused(
        Hex.module(Hex.HEADER + "08 01 03"),
        "invalid module: unknown function [3], at byte [10] (STINT-M008)");
  }

  @Test
  void refusal_knowsItsOffset() {
    assertThat(refused(Hex.body("12 00 0b"), DEFAULTS).offset()).isEqualTo(23);
  }
}
