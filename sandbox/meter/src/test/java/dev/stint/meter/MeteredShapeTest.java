package dev.stint.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.wabt.Wat2Wasm;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeteredShapeTest {
  private static Metered metered(String wat) throws ModuleRefused {
    return Meter.rewrite(Wat2Wasm.parse(wat), MeterOptions.defaults());
  }

  @Test
  void info_describesTheOriginalOnly() throws Exception {
    ModuleInfo info = metered(HostileModuleTest.RICH).info();

    assertThat(info.imports())
        .containsExactly(
            new ModuleInfo.Import("env", "print", ModuleInfo.Kind.FUNCTION, "(i32) -> ()"));
    assertThat(info.exports())
        .containsExactly(
            new ModuleInfo.Export("run", ModuleInfo.Kind.FUNCTION, "(i32) -> (i32)"),
            new ModuleInfo.Export("memory", ModuleInfo.Kind.MEMORY, "1..9"));
    assertThat(info.hasMemory()).isTrue();
    assertThat(info.memoryInitialPages()).isEqualTo(1);
    assertThat(info.memoryMaximumPages()).isEqualTo(9);
    assertThat(info.tables()).containsExactly(new ModuleInfo.Table("funcref", 4, 20));
    assertThat(info.hasStart()).isTrue();
    assertThat(info.functionCount()).isEqualTo(3);
    assertThat(info.globalCount()).isEqualTo(2);
    assertThat(info.dataBytes()).isEqualTo("hello".length() + "passive".length());
    assertThat(info.features())
        .containsExactly(
            "bulk-memory",
            "multi-value",
            "reference-types",
            "saturating-float",
            "sign-extension",
            "simd");
  }

  @Test
  void sameInput_givesTheSameBytes() throws Exception {
    assertThat(metered(HostileModuleTest.RICH).bytes())
        .isEqualTo(metered(HostileModuleTest.RICH).bytes());
  }

  @Test
  void smallestModule_exportsTheMetersFunctions() throws Exception {
    Guest guest = new Guest("(module)");

    assertThat(guest.get(Injected.PAGES_GET)).isZero();
    assertThat(guest.get(Injected.TABLE_ELEMENTS_GET)).isZero();
    assertThat(guest.get(Injected.CEILING_GET)).isEqualTo(1_000);
    assertThat(guest.get(Injected.TABLE_CEILING_GET)).isEqualTo(1_000);
  }

  @Test
  void start_runsWhenTheHostCallsItWithFuel() throws Exception {
    Guest guest =
        new Guest(
            """
            (module (memory 1)
              (global $g (export "g") (mut i32) (i32.const 0))
              (func (export "get") (result i32) (global.get $g))
              (func $start (global.set $g (memory.grow (i32.const 3))))
              (start $start))
            """);

    assertThat(guest.call("get")).isZero();
    assertThat(guest.fuelOf(Injected.START)).isEqualTo(3 + 4 * 4096);
    assertThat(guest.call("get")).isEqualTo(1);
    assertThat(guest.get(Injected.PAGES_GET)).isEqualTo(4);
  }

  @Test
  void startThatIsEndless_isStoppedLikeAnyCall() throws Exception {
    Guest guest = new Guest("(module (func $s (loop (br 0))) (start $s))");
    guest.set(Injected.FUEL_SET, 100);

    assertThatThrownBy(() -> guest.call(Injected.START)).hasMessageContaining("unreachable");
  }

  @Test
  void freshInstance_runsAndGrowsNothing() throws Exception {
    Guest guest = new Guest("(module (memory 1) (func $g (loop)) (func (export \"f\") (call $g)))");
    guest.set(Injected.FUEL_SET, 0);
    guest.set(Injected.DEPTH_SET, 0);

    assertThatThrownBy(() -> guest.call("f")).hasMessageContaining("unreachable");
    assertThat(guest.get(Injected.DEPTH_TRIPPED_GET)).isEqualTo(1);
  }

  /** Calls by index, by reference, and through every flavour of element segment still arrive. */
  @Test
  void functionIndices_moveEverywhere() throws Exception {
    String wat =
        """
        (module
          (type $r (func (result i32)))
          (import "env" "seven" (func $seven (result i32)))
          (table $a 10 funcref)
          (table $b 10 funcref)
          (func $one (result i32) (i32.const 1))
          (func $two (result i32) (i32.const 2))
          (func $three (export "three") (result i32) (i32.const 3))
          (global $ref funcref (ref.func $two))
          (elem (i32.const 0) $one $seven)
          (elem $p1 func $two $three)
          (elem (table $b) (i32.const 0) func $three $one)
          (elem declare func $three)
          (elem (i32.const 2) funcref (ref.func $two) (ref.null func))
          (elem $p5 funcref (ref.func $seven) (ref.func $one))
          (elem (table $b) (i32.const 2) funcref (ref.func $seven))
          (elem declare funcref (ref.func $two))
          (func (export "direct") (result i32)
            (i32.add (call $seven) (i32.mul (i32.const 10) (call $two))))
          (func (export "a") (param i32) (result i32) (call_indirect $a (type $r) (local.get 0)))
          (func (export "b") (param i32) (result i32) (call_indirect $b (type $r) (local.get 0)))
          (func (export "fill")
            (table.set $a (i32.const 4) (ref.func $three))
            (table.set $a (i32.const 5) (global.get $ref))
            (table.init $a $p1 (i32.const 6) (i32.const 0) (i32.const 2))
            (table.init $a $p5 (i32.const 8) (i32.const 0) (i32.const 2))))
        """;
    HostFunction seven =
        new HostFunction(
            "env",
            "seven",
            FunctionType.of(List.of(), List.of(ValType.I32)),
            (instance, args) -> new long[] {7});
    Guest guest = new Guest(metered(wat), List.of(seven));
    guest.call("fill");

    assertThat(guest.call("three")).isEqualTo(3);
    assertThat(guest.call("direct")).isEqualTo(27);
    assertThat(called(guest, "a", 0, 1, 2, 4, 5, 6, 7, 8, 9))
        .containsExactly(1L, 7L, 2L, 3L, 2L, 2L, 3L, 7L, 1L);
    assertThat(called(guest, "b", 0, 1, 2)).containsExactly(3L, 1L, 7L);
  }

  private static List<Long> called(Guest guest, String table, int... indices) {
    List<Long> results = new ArrayList<>();
    for (int index : indices) {
      results.add(guest.call(table, index));
    }
    return results;
  }
}
