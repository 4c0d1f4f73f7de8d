package dev.stint.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wabt.Wat2Wasm;
import com.dylibso.chicory.wasm.Parser;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileModuleTest {
  private static final MeterOptions OPTIONS = MeterOptions.defaults().withLinkable(true);

  /** Every section and every flavour of block, branch, call, grow and segment. */
  static final String RICH =
      """
      (module
        (type $two (func (param i32) (result i32 i64)))
        (import "env" "print" (func $print (param i32)))
        (table $t 4 20 funcref)
        (memory 1 9)
        (global $g (mut i32) (i32.const 5))
        (global $f funcref (ref.func $start))
        (export "run" (func $run))
        (export "memory" (memory 0))
        (start $start)
        (elem (table $t) (i32.const 0) func $run $start)
        (elem $passive funcref (ref.func $run) (ref.null func))
        (elem declare func $print)
        (func $start (global.set $g (i32.const 6)))
        (func $pair (type $two) (local.get 0) (i64.const 3))
        (func $run (param i32) (result i32) (local f64 v128)
          (block $out (result i32)
            (loop $again
              (br_if $again (i32.gt_s (local.tee 0 (i32.sub (local.get 0) (i32.const 1))) (i32.const 9))))
            (if (i32.eqz (local.get 0)) (then (return (i32.const 1))) (else (call $print (i32.const 2))))
            (drop (memory.grow (i32.const 1)))
            (drop (table.grow $t (ref.null func) (i32.const 1)))
            (memory.fill (i32.const 0) (i32.const 0) (i32.const 64))
            (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1))
            (table.init $t $passive (i32.const 2) (i32.const 0) (i32.const 1))
            (local.set 2 (i8x16.add (v128.load (i32.const 0)) (v128.const i32x4 1 2 3 4)))
            (drop (i32.trunc_sat_f64_s (f64.const 1e300)))
            (call $pair (i32.extend8_s (i32.load (i32.const 8))))
            (drop)
            (br_table $out 1 (local.get 0))))
        (data (i32.const 8) "hello")
        (data $d "passive"))
      """;

  @Test
  void truncatedAnywhere_isRefused() throws ModuleRefused {
    byte[] module = Wat2Wasm.parse(RICH);
    Meter.rewrite(module, OPTIONS);

    for (int length = 0; length < module.length; length++) {
      byte[] truncated = Arrays.copyOf(module, length);
      if (!isWhole(truncated)) {
        assertThatThrownBy(() -> Meter.rewrite(truncated, OPTIONS))
            .as("first %d bytes", length)
            .isInstanceOf(ModuleRefused.class);
      }
    }
  }

  /** A cut between two sections may leave a module that lacks nothing. */
  private static boolean isWhole(byte[] module) {
    try {
      Parser.parse(module);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Test
  void mutants_areRefusedOrRewrittenAsValidAsTheyWere() {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    System.out.println("mutants: -Dstint.seed=" + seed);
    Random random = new Random(seed);
    byte[] module = Wat2Wasm.parse(RICH);
    int rewritten = 0;
    int refused = 0;

    for (int i = 0; i < 6_000; i++) {
      byte[] mutant = mutant(module, random);
      try {
        byte[] bytes = Meter.rewrite(mutant, OPTIONS).bytes();
        assertThat(problem(bytes) == null || problem(mutant) != null)
            .as("seed %d, mutant %d: %s", seed, i, problem(bytes))
            .isTrue();
        rewritten++;
      } catch (ModuleRefused e) {
        refused++;
      }
    }

    assertThat(rewritten).isPositive();
    assertThat(refused).isPositive();
  }

  private static byte[] mutant(byte[] module, Random random) {
    byte[] mutant = module.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      mutant[8 + random.nextInt(mutant.length - 8)] = (byte) random.nextInt(256);
    }
    return mutant;
  }

  private static String problem(byte[] module) {
    try {
      Parser.parse(module);
      return null;
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  @Test
  void noise_isRefused() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[8 + random.nextInt(200)];
      random.nextBytes(noise);
      System.arraycopy(Hex.module(Hex.HEADER), 0, noise, 0, 8);
      noise[8 % noise.length] = (byte) random.nextInt(13);
      try {
        Meter.rewrite(noise, OPTIONS);
      } catch (ModuleRefused e) {
        assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(300);
      }
    }
  }

  @Test
  void deepNesting_isBoundedWithoutRecursion() throws ModuleRefused {
    MeterOptions deep = OPTIONS.with(Bound.NESTING, 1_000_000);
    int depth = 30_000;
    String body = "02 40".repeat(depth) + "0b".repeat(depth + 1);
    byte[] module = Hex.module(Hex.ONE_FUNCTION + longCode(body));

    assertThat(Meter.rewrite(module, deep).bytes()).isNotEmpty();
    assertThatThrownBy(() -> Meter.rewrite(module, OPTIONS))
        .hasMessage("exceeded admission bound: nesting [5001], bound [5000] (STINT-M005)");
  }

  private static String longCode(String body) {
    int size = body.replace(" ", "").length() / 2 + 1;
    return "0a" + leb(size + 4) + "01" + leb(size) + "00" + body;
  }

  /** Three bytes, whatever the value. */
  private static String leb(int value) {
    return "%02x%02x%02x"
        .formatted(value & 0x7f | 0x80, value >> 7 & 0x7f | 0x80, value >> 14 & 0x7f);
  }

  @Test
  void growthOfTheOutput_isBounded() {
    String calls = "10 00".repeat(20_000) + "0b";
    byte[] module = Hex.module(Hex.ONE_FUNCTION + longCode(calls));

    assertThatThrownBy(() -> Meter.rewrite(module, OPTIONS.with(Bound.METERED_BYTES, 100_000)))
        .hasMessageStartingWith("exceeded admission bound: metered bytes [")
        .hasMessageEndingWith("], bound [100000] (STINT-M005)");
  }
}
