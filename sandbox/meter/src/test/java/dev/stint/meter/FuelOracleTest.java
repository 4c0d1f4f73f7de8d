package dev.stint.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.runtime.ExecutionListener;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wabt.Wat2Wasm;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The fuel of a metered program against the interpreter's own count of what the plain one executed.
 */
class FuelOracleTest {
  private static final Set<OpCode> FREE =
      EnumSet.of(OpCode.BLOCK, OpCode.LOOP, OpCode.ELSE, OpCode.END, OpCode.NOP);

  private long executed;

  @Test
  void randomPrograms_payExactlyWhatTheyExecute() throws Exception {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    System.out.println("programs: -Dstint.seed=" + seed);
    Random random = new Random(seed);
    long total = 0;

    for (int i = 0; i < 150; i++) {
      String wat = new RandomProgram(random).write();
      Instance plain = plain(wat);
      Guest guest = new Guest(wat);
      // A frame this small costs nothing to enter.
      int entry = guest.metered.info().largestFrameUnits();
      if (entry > 1) {
        continue;
      }
      for (int f = 0; f < 5; f++) {
        executed = 0;
        guest.set(Injected.FUEL_SET, Guest.PLENTY);
        long expected = plain.export("f" + f).apply(3, i)[0];
        long result = guest.call("f" + f, 3, i);

        assertThat(result).as(wat).isEqualTo(expected);
        assertThat(Guest.PLENTY - guest.get(Injected.FUEL_GET)).as(wat).isEqualTo(executed);
        assertThat(guest.get(Injected.DEPTH_GET)).as(wat).isEqualTo(10_000);
        total += executed;
      }
    }

    assertThat(total).isGreaterThan(10_000);
  }

  private Instance plain(String wat) {
    ExecutionListener count =
        (instruction, stack) -> executed += FREE.contains(instruction.opcode()) ? 0 : 1;
    return Instance.builder(Parser.parse(Wat2Wasm.parse(wat)))
        .withUnsafeExecutionListener(count)
        .build();
  }
}
