package dev.stint.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.runtime.ExecutionListener;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wabt.Wat2Wasm;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The fuel of a metered program against the interpreter's own count of what the plain one executed.
 */
@Tag("G-1")
class FuelOracleTest {
  private static final Set<OpCode> FREE =
      EnumSet.of(OpCode.BLOCK, OpCode.LOOP, OpCode.ELSE, OpCode.END, OpCode.NOP);

  private static final int PROGRAMS = 40;
  private static final int BUDGET = 300;

  private long executed;

  @Test
  void randomPrograms_payExactlyWhatTheyExecute() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    System.out.println("programs: -Dstint.seed=" + seed);
    Random random = new Random(seed);
    long total = 0;

    for (int i = 0; i < PROGRAMS; i++) {
      String wat = new RandomProgram(random).write();
      byte[] module = Wat2Wasm.parse(wat);
      Instance plain = plain(module);
      Guest guest = new Guest(Meter.rewrite(module, MeterOptions.defaults()), List.of());
      int entryFuel = guest.metered.info().largestFrameUnits() - 1;
      assertThat(entryFuel).isZero();

      for (int f = 0; f < RandomProgram.FUNCTIONS; f++) {
        total += compare(plain, guest, "f" + f, wat);
      }
    }

    assertThat(total).isGreaterThan(50_000);
  }

  private long compare(Instance plain, Guest guest, String function, String wat) {
    plain.export("budget").apply(BUDGET);
    guest.call("budget", BUDGET);
    guest.set(Injected.FUEL_SET, Guest.PLENTY);
    executed = 0;

    long expected = plain.export(function).apply(3, 4)[0];
    long result = guest.call(function, 3, 4);

    assertThat(result).as(wat).isEqualTo(expected);
    assertThat(Guest.PLENTY - guest.get(Injected.FUEL_GET)).as(wat).isEqualTo(executed);
    assertThat(guest.get(Injected.DEPTH_GET)).as(wat).isEqualTo(10_000);
    return executed;
  }

  private Instance plain(byte[] module) {
    ExecutionListener count =
        (instruction, stack) -> executed += FREE.contains(instruction.opcode()) ? 0 : 1;
    return Instance.builder(Parser.parse(module)).withUnsafeExecutionListener(count).build();
  }
}
