package dev.stint.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wabt.Wat2Wasm;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs give the same results metered and not. */
class SameResultTest {
  private static final String KERNELS =
      """
      (module (memory (export "memory") 1)
        (func $fib (export "fib") (param i32) (result i32)
          (if (result i32) (i32.lt_u (local.get 0) (i32.const 2))
            (then (local.get 0))
            (else (i32.add
              (call $fib (i32.sub (local.get 0) (i32.const 1)))
              (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
        (func (export "sieve") (param $n i32) (result i32) (local $i i32) (local $j i32) (local $count i32)
          (memory.fill (i32.const 0) (i32.const 0) (local.get $n))
          (local.set $i (i32.const 2))
          (block $done
            (loop $next
              (br_if $done (i32.ge_u (local.get $i) (local.get $n)))
              (if (i32.eqz (i32.load8_u (local.get $i)))
                (then
                  (local.set $count (i32.add (local.get $count) (i32.const 1)))
                  (local.set $j (i32.mul (local.get $i) (local.get $i)))
                  (block $marked
                    (loop $mark
                      (br_if $marked (i32.ge_u (local.get $j) (local.get $n)))
                      (i32.store8 (local.get $j) (i32.const 1))
                      (local.set $j (i32.add (local.get $j) (local.get $i)))
                      (br $mark)))))
              (local.set $i (i32.add (local.get $i) (i32.const 1)))
              (br $next)))
          (local.get $count))
        (func (export "collatz") (param $n i64) (result i32) (local $steps i32)
          (loop $again (result i32)
            (if (result i32) (i64.eq (local.get $n) (i64.const 1))
              (then (return (local.get $steps)))
              (else
                (local.set $steps (i32.add (local.get $steps) (i32.const 1)))
                (local.set $n
                  (select
                    (i64.div_u (local.get $n) (i64.const 2))
                    (i64.add (i64.mul (local.get $n) (i64.const 3)) (i64.const 1))
                    (i64.eqz (i64.and (local.get $n) (i64.const 1)))))
                (br $again)))))
        (func (export "swap") (param i32) (result i32)
          (local.get 0) (i32.const 100)
          (block (param i32 i32) (result i32 i32)
            (br_if 0 (i32.and (local.get 0) (i32.const 1)))
            (drop) (drop) (i32.const 1) (i32.const 2))
          (i32.sub)))
      """;

  @ParameterizedTest
  @CsvSource({
    "fib,18,2584",
    "sieve,5000,669",
    "collatz,27,111",
    "swap,3,-97",
    "swap,4,-1",
  })
  void kernel_givesTheSameResult(String name, long arg, int expected) throws Exception {
    Guest metered = new Guest(KERNELS);
    Instance plain = Instance.builder(Parser.parse(Wat2Wasm.parse(KERNELS))).build();

    assertThat((int) metered.call(name, arg)).isEqualTo(expected);
    assertThat((int) plain.export(name).apply(arg)[0]).isEqualTo(expected);
    assertThat(metered.get(Injected.DEPTH_GET)).isEqualTo(10_000);
  }

  /**
   * {@code get const lt_u if} always; then {@code get}, or twice {@code get const sub call}, and
   * {@code add}.
   */
  @Test
  void fib_costsWhatItsCallsCost() throws Exception {
    Guest guest = new Guest(KERNELS);
    long[] fuel = new long[16];
    for (int n = 0; n < fuel.length; n++) {
      fuel[n] = n < 2 ? 4 + 1 : 4 + (3 + 1) + (3 + 1) + 1 + fuel[n - 1] + fuel[n - 2];
    }

    assertThat(guest.fuelOf("fib", 15)).isEqualTo(fuel[15]);
  }

  /**
   * A real program of 1.5 MB: it compiles a module metered, to the same bytes as without, with the
   * same fuel each time.
   */
  @Test
  void realProgram_givesTheSameOutput(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("in.wat"), KERNELS);
    byte[] program;
    try (InputStream in = Wat2Wasm.class.getResourceAsStream("/wat2wasm")) {
      program = in.readAllBytes();
    }
    Metered metered = Meter.rewrite(program, MeterOptions.defaults());
    byte[] expected = Wat2Wasm.parse(KERNELS);

    long first = compile(metered, directory, expected);
    long second = compile(metered, directory, expected);

    assertThat(first).isPositive().isEqualTo(second);
    assertThat(metered.bytes().length).isLessThan(2 * program.length);
  }

  private static long compile(Metered metered, Path directory, byte[] expected) throws Exception {
    WasiOptions options =
        WasiOptions.builder()
            .withDirectory("/", directory)
            .withArguments(List.of("wat2wasm", "/in.wat", "--output=/out.wasm"))
            .build();
    try (WasiPreview1 wasi = WasiPreview1.builder().withOptions(options).build()) {
      Guest guest = new Guest(metered, List.of(wasi.toHostFunctions()));
      try {
        guest.call("_start");
      } catch (WasiExitException e) {
        assertThat(e.exitCode()).isZero();
      }
      assertThat(Files.readAllBytes(directory.resolve("out.wasm"))).isEqualTo(expected);
      return Guest.PLENTY - guest.get(Injected.FUEL_GET);
    }
  }
}
