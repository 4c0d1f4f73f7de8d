package dev.stint.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DepthTest {
  private static final String RECURSION =
      """
      (module (func $f (export "f") (param i32) (result i32) %s
        (if (result i32) (i32.eqz (local.get 0))
          (then (i32.const 0))
          (else (i32.add (i32.const 1) (call $f (i32.sub (local.get 0) (i32.const 1))))))))
      """;

  @Test
  void recursion_withinTheDepth_givesItBack() throws Exception {
    Guest guest = new Guest(RECURSION.formatted(""));
    guest.set(Injected.DEPTH_SET, 50);

    assertThat(guest.call("f", 49)).isEqualTo(49);
    assertThat(guest.get(Injected.DEPTH_GET)).isEqualTo(50);
    assertThat(guest.get(Injected.DEPTH_TRIPPED_GET)).isZero();
  }

  @Test
  void recursion_beyondTheDepth_trapsAndSaysSo() throws Exception {
    Guest guest = new Guest(RECURSION.formatted(""));
    guest.set(Injected.DEPTH_SET, 50);

    assertThatThrownBy(() -> guest.call("f", 50)).hasMessageContaining("unreachable");
    assertThat(guest.get(Injected.DEPTH_TRIPPED_GET)).isEqualTo(1);
    assertThat(guest.get(Injected.FUEL_GET)).isPositive();

    guest.set(Injected.DEPTH_SET, 50);
    assertThat(guest.get(Injected.DEPTH_TRIPPED_GET)).isZero();
    assertThat(guest.call("f", 49)).isEqualTo(49);
  }

  @Test
  void frames_withManyLocals_weighMore() throws Exception {
    Guest guest = new Guest(RECURSION.formatted("(local " + "i64 ".repeat(1000) + ")"));
    int operands = 3;
    int weight = 1 + (1 + 1000 + operands) / 8;
    assertThat(guest.metered.info().largestFrameUnits()).isEqualTo(weight);
    guest.set(Injected.DEPTH_SET, 10 * weight);

    assertThat(guest.call("f", 9)).isEqualTo(9);
    assertThatThrownBy(() -> guest.call("f", 10)).hasMessageContaining("unreachable");
  }

  @Test
  void frames_withDeepOperandStacks_weighMore() throws Exception {
    String wide =
        "(module (func (export \"f\") " + "i32.const 1 ".repeat(80) + "drop ".repeat(80) + "))";
    Guest guest = new Guest(wide);

    assertThat(guest.metered.info().largestFrameUnits()).isEqualTo(1 + 80 / 8);
  }

  @Test
  void everyWayOut_givesTheDepthBack() throws Exception {
    Guest guest =
        new Guest(
            """
            (module
              (func $g)
              (func (export "f") (param i32) (result i32)
                (call $g)
                (block $one
                  (block $two
                    (block $three
                      (br_table $one $two $three (local.get 0)))
                    (br 2 (i32.const 30)))
                  (return (i32.const 20)))
                (br_if 0 (i32.const 5) (i32.eq (local.get 0) (i32.const 9)))
                (drop)
                (i32.const 10))
              (func (export "table") (param i32) (result i64 i32)
                (call $g)
                (i64.const 7) (i32.const 8)
                (br_table 0 0 (local.get 0))))
            """);

    assertThat(guest.call("f", 0)).isEqualTo(10);
    assertThat(guest.call("f", 1)).isEqualTo(20);
    assertThat(guest.call("f", 2)).isEqualTo(30);
    assertThat(guest.instance.export("table").apply(0)).containsExactly(7, 8);
    assertThat(guest.get(Injected.DEPTH_GET)).isEqualTo(10_000);
  }

  @Test
  void negativeDepth_isNone() throws Exception {
    Guest guest = new Guest("(module (func $g) (func (export \"f\") (call $g)))");
    guest.set(Injected.DEPTH_SET, Integer.MIN_VALUE);

    assertThat(guest.get(Injected.DEPTH_GET)).isZero();
    assertThatThrownBy(() -> guest.call("f")).hasMessageContaining("unreachable");
    assertThat(guest.get(Injected.DEPTH_TRIPPED_GET)).isEqualTo(1);
  }
}
