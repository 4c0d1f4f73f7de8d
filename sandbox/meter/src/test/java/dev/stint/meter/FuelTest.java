package dev.stint.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FuelTest {
  @Test
  void straightLine_costsOnePerInstruction() throws Exception {
    Guest guest =
        new Guest(
            "(module (func (export \"f\") (param i32) (result i32)"
                + " (i32.add (local.get 0) (i32.const 1))))");

    assertThat(guest.call("f", 41)).isEqualTo(42);
    assertThat(guest.fuelOf("f", 41)).isEqualTo(3);
  }

  @Test
  void structure_costsNothing() throws Exception {
    Guest guest = new Guest("(module (func (export \"f\") (block (nop) (block (nop)))))");

    assertThat(guest.fuelOf("f")).isZero();
  }

  @Test
  void loop_costsItsInstructionsEachRound() throws Exception {
    Guest guest =
        new Guest(
            """
            (module (func (export "f") (param i32)
              (loop $again
                (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
                (br_if $again (local.get 0)))))
            """);

    int round = 6;
    assertThat(guest.fuelOf("f", 1)).isEqualTo(round);
    assertThat(guest.fuelOf("f", 1000)).isEqualTo(1000L * round);
  }

  @Test
  void branches_costOnlyWhatRan() throws Exception {
    Guest guest =
        new Guest(
            """
            (module (func (export "f") (param i32) (result i32)
              (if (result i32) (local.get 0)
                (then (i32.const 7))
                (else (i32.add (i32.const 1) (i32.add (i32.const 2) (i32.const 3)))))))
            """);

    assertThat(guest.fuelOf("f", 1)).isEqualTo(2 + 1);
    assertThat(guest.fuelOf("f", 0)).isEqualTo(2 + 5);
  }

  @Test
  void earlyExits_costOnlyWhatRan() throws Exception {
    Guest guest =
        new Guest(
            """
            (module (func (export "f") (param i32) (result i32)
              (block $a
                (block $b
                  (br_table $b $a 2 (i32.const 9) (local.get 0)) )
                (return (i32.const 1)))
              (i32.const 2)))
            """
                .replace("$b $a 2 (i32.const 9)", "$b $a"));

    assertThat(guest.call("f", 0)).isEqualTo(1);
    assertThat(guest.fuelOf("f", 0)).isEqualTo(2 + 2);
    assertThat(guest.call("f", 5)).isEqualTo(2);
    assertThat(guest.fuelOf("f", 5)).isEqualTo(2 + 1);
  }

  @Test
  void calls_costTheCalleeToo() throws Exception {
    Guest guest =
        new Guest(
            """
            (module
              (func $callee (result i32) (i32.const 1))
              (func (export "f") (result i32) (i32.add (call $callee) (call $callee))))
            """);

    assertThat(guest.fuelOf("f")).isEqualTo(2 * (1 + 1) + 1);
  }

  @Test
  void branchesAndCalls_costOneForEightValuesMoved() throws Exception {
    String values = "(i32.const 1) ".repeat(9);
    Guest guest =
        new Guest(
            """
            (module
              (type $nine (func (result i32 i32 i32 i32 i32 i32 i32 i32 i32)))
              (func $g (type $nine) %s)
              (func (export "br") (block (type $nine) %s (br 0)) %s)
              (func (export "call") (call $g) %s))
            """
                .formatted(values, values, "drop ".repeat(9), "drop ".repeat(9)));

    int entry = 9 / 8;
    assertThat(guest.fuelOf("br")).isEqualTo(entry + 9 + (1 + 9 / 8) + 9);
    assertThat(guest.fuelOf("call")).isEqualTo(entry + (1 + 9 / 8) + (entry + 9) + 9);
  }

  @Test
  void entry_costsOneForEightSlots() throws Exception {
    Guest guest =
        new Guest("(module (func (export \"f\") (local i64 i64 i64 i64 i64 i64 i64 v128 i32)))");

    assertThat(guest.fuelOf("f")).isEqualTo((7 + 2 + 1) / 8);
  }

  @Test
  void bulkOperations_costByLength() throws Exception {
    Guest guest =
        new Guest(
            """
            (module (memory 1) (table $t 100 funcref)
              (func (export "fill") (param i32)
                (memory.fill (i32.const 0) (i32.const 1) (local.get 0)))
              (func (export "table") (param i32)
                (table.fill $t (i32.const 0) (ref.null func) (local.get 0))))
            """);

    assertThat(guest.fuelOf("fill", 1600)).isEqualTo(4 + 1600 / 16);
    assertThat(guest.fuelOf("table", 100)).isEqualTo(4 + 100);
  }

  @Test
  void endlessLoop_withoutFuel_traps() throws Exception {
    Guest guest = new Guest("(module (func (export \"f\") (loop (br 0))))");
    guest.set(Injected.FUEL_SET, 1000);

    assertThatThrownBy(() -> guest.call("f")).hasMessageContaining("unreachable");
    assertThat(guest.get(Injected.FUEL_GET)).isEqualTo(-1);
    assertThat(guest.refills).isEqualTo(1);
  }

  @Test
  void endlessRecursion_withoutFuel_traps() throws Exception {
    Guest guest = new Guest("(module (func $f (export \"f\") (call $f)))");
    guest.set(Injected.FUEL_SET, 100);

    assertThatThrownBy(() -> guest.call("f")).hasMessageContaining("unreachable");
    assertThat(guest.get(Injected.FUEL_GET)).isEqualTo(-1);
    assertThat(guest.get(Injected.DEPTH_TRIPPED_GET)).isZero();
  }

  @Test
  void refill_letsTheGuestGoOn() throws Exception {
    Guest guest =
        new Guest(
            """
            (module (func (export "f") (param i32)
              (loop $again
                (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
                (br_if $again (local.get 0)))))
            """);
    guest.set(Injected.FUEL_SET, 0);
    guest.refill = 600;

    guest.call("f", 1000);

    long rounds = 6000;
    assertThat(guest.refills).isEqualTo((int) (rounds / 606) + 1);
  }

  @Test
  void freshInstance_hasNoFuel() throws Exception {
    Guest guest = new Guest("(module (func $g) (func (export \"f\") (call $g)))");
    guest.set(Injected.FUEL_SET, 0);

    assertThatThrownBy(() -> guest.call("f")).hasMessageContaining("unreachable");
  }
}
