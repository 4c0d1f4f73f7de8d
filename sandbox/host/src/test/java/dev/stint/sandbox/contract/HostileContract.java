package dev.stint.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.Resource;
import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.GuestValue;
import dev.stint.sandbox.RunLimits;
import dev.stint.sandbox.RunOutcome;
import dev.stint.sandbox.RunResult;
import dev.stint.sandbox.engine.ValueType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guests that mean harm: each ends in one line, and the next guest runs as before. */
@Tag("C-V3")
public abstract class HostileContract {
  private static final long PAGE = 65_536;

  private Fixture host;

  protected abstract Capsules capsules();

  @BeforeEach
  void open() {
    host = new Fixture(capsules());
  }

  @AfterEach
  void nothingIsHeld_andTheNextGuestRuns() {
    assertThat(host.held()).isEmpty();
    assertThat(new Fixture(capsules()).run(host.guest("hello")).outcome())
        .isEqualTo(new RunOutcome.Exited(0));
    assertThat(host.held()).isEmpty();
  }

  private byte[] wat(String text) {
    return Fixture.wat(capsules(), "(module " + text + ")");
  }

  private RunResult call(byte[] module, RunLimits limits) {
    return host.run(host.module("hostile", module).invoke("f", List.of()).limits(limits));
  }

  @Test
  void grow_sizePlusDeltaOverflows_isDenied() {
    byte[] module =
        wat(
            """
            (memory (export "memory") 2)
            (func (export "f") (result i32)
              (i32.add (memory.grow (i32.const -1)) (memory.grow (i32.const 0x7fffffff))))
            """);

    RunResult result = call(module, RunLimits.inherit().withMemoryBytes(4 * PAGE));

    assertThat(result.outcome())
        .isEqualTo(new RunOutcome.Returned(List.of(new GuestValue(ValueType.I32, -2))));
    assertThat(result.usage().deniedGrows()).isZero();
    assertThat(result.usage().memoryPeakBytes()).isEqualTo(2 * PAGE);
  }

  @Test
  void memory_hugeInitially_isDeniedBeforeItExists() {
    host.limit(Resource.LINEAR_MEMORY, 16 * PAGE);
    byte[] module = wat("(memory (export \"memory\") 32767) (func (export \"f\"))");

    RunResult result = call(module, RunLimits.inherit());

    assertThat(result.outcome().code()).isEqualTo("STINT-L003");
    assertThat(host.alice.ledger(Resource.LINEAR_MEMORY).peak()).isZero();
  }

  @Test
  void memory_hugeMaximum_reservesNoMoreThanTheLimit() {
    host.limit(Resource.LINEAR_MEMORY, 16 * PAGE);
    byte[] module = wat("(memory (export \"memory\") 1 65536) (func (export \"f\"))");

    RunResult result = call(module, RunLimits.inherit());

    assertThat(result.outcome()).isEqualTo(new RunOutcome.Returned(List.of()));
    assertThat(host.alice.ledger(Resource.LINEAR_RESERVED).peak()).isEqualTo(16 * PAGE);
  }

  @Test
  void memory_largerThanTheHeap_isRefusedByTheHost() {
    byte[] module = wat("(memory (export \"memory\") 32767) (func (export \"f\"))");

    RunOutcome outcome = call(module, RunLimits.inherit()).outcome();

    assertThat(outcome).isInstanceOf(RunOutcome.HostFailed.class);
    assertThat(outcome.message())
        .startsWith("host has no heap for the guest: requested [2097088Ki], used [0], of [")
        .endsWith("] (STINT-H015)");
  }

  @Test
  void memory_grownWithoutLimit_isDeniedByTheHost() {
    byte[] module =
        wat(
            """
            (memory (export "memory") 1)
            (func (export "f") (result i32)
              (loop $l (br_if $l (i32.ne (memory.grow (i32.const 1000)) (i32.const -1))))
              (memory.size))
            """);

    RunResult result = call(module, RunLimits.inherit());

    assertThat(result.outcome()).isInstanceOf(RunOutcome.Returned.class);
    assertThat(result.usage().deniedGrows()).isEqualTo(1);
    assertThat(result.usage().memoryPeakBytes())
        .isBetween(1_000 * PAGE, Runtime.getRuntime().maxMemory() / 3);
  }

  @Test
  void start_thatSpins_isStoppedByItsFuel() {
    byte[] module = wat("(func $s (loop $l (br $l))) (start $s) (func (export \"_start\"))");

    RunResult result =
        host.run(host.module("hostile", module).limits(RunLimits.inherit().withFuel(100_000)));

    assertThat(result.outcome().code()).isEqualTo("STINT-L004");
    assertThat(result.usage().fuel()).isEqualTo(100_000);
  }

  @Test
  void recursion_manyLocals_leavesTheHostAlive() {
    String locals = "(local " + "i64 ".repeat(1_000) + ")";
    byte[] module = wat("(func $f (export \"f\") " + locals + " (call $f))");

    RunResult result = call(module, RunLimits.inherit().withFuel(100_000_000));

    assertThat(result.outcome().code()).isEqualTo("STINT-H007");
  }

  @Test
  void recursion_smallestFrames_leavesTheHostAlive() {
    byte[] module = wat("(func $f (export \"f\") (call $f))");

    assertThat(call(module, RunLimits.inherit()).outcome().code()).isEqualTo("STINT-H007");
  }

  @Test
  void recursion_throughAMutualPair_leavesTheHostAlive() {
    byte[] module = wat("(func $g (call $f)) (func $f (export \"f\") (call $g))");

    assertThat(call(module, RunLimits.inherit()).outcome().code()).isEqualTo("STINT-H007");
  }

  @Test
  @Tag("M-18")
  @Tag("O-M5")
  void table_growsWithoutEnd_isDeniedAndCharged() {
    byte[] module =
        wat(
            """
            (table $t 1 funcref)
            (func (export "f") (result i32)
              (table.grow $t (ref.null func) (i32.const 9000000)))
            """);

    RunResult result = call(module, RunLimits.inherit());

    assertThat(result.outcome())
        .isEqualTo(new RunOutcome.Returned(List.of(new GuestValue(ValueType.I32, -1))));
    assertThat(result.usage().deniedGrows()).isEqualTo(1);
    assertThat(host.alice.ledger(Resource.LINEAR_MEMORY).peak()).isEqualTo((1 + 8_192) * 8);
  }

  @Test
  void trap_inTheMiddle_givesTheGrownMemoryBack() {
    byte[] module =
        wat(
            """
            (memory (export "memory") 1)
            (func (export "f")
              (drop (memory.grow (i32.const 3)))
              (i32.store (i32.const -4) (i32.const 1)))
            """);

    RunResult result = call(module, RunLimits.inherit());

    assertThat(result.outcome().code()).isEqualTo("STINT-H006");
    assertThat(result.usage().memoryPeakBytes()).isEqualTo(4 * PAGE);
    assertThat(host.alice.ledger(Resource.LINEAR_MEMORY).peak()).isEqualTo(4 * PAGE);
  }

  @Test
  void import_notOffered_isRefusedByName() {
    byte[] module =
        wat("(import \"env\" \"fork\" (func (param i32) (result i64))) (func (export \"_start\"))");

    assertThat(host.run(host.module("hostile", module)).outcome())
        .isEqualTo(
            new RunOutcome.Refused(
                "import not offered by the host: import [env.fork], type [(i32) -> (i64)]"
                    + " (STINT-H001)"));
  }

  @Test
  void import_ofAnotherType_isRefusedByName() {
    byte[] module =
        wat(
            """
            (import "wasi_snapshot_preview1" "proc_exit" (func (param i64)))
            (func (export "_start"))
            """);

    assertThat(host.run(host.module("hostile", module)).outcome())
        .isEqualTo(
            new RunOutcome.Refused(
                "import of another type than the host offers: import"
                    + " [wasi_snapshot_preview1.proc_exit], type [(i64) -> ()], offered [(i32) ->"
                    + " ()] (STINT-H001)"));
  }

  @Test
  void module_truncatedOrNoModule_isRefused() {
    byte[] hello = Fixture.resource("/capsules/hello.wasm");

    for (byte[] bytes : List.of(new byte[0], new byte[8], Arrays.copyOf(hello, 100))) {
      RunOutcome outcome = host.run(host.module("hostile", bytes)).outcome();

      assertThat(outcome).isInstanceOf(RunOutcome.Refused.class);
      assertThat(outcome.code()).startsWith("STINT-M");
    }
  }

  @Test
  void module_ofWrongOperandTypes_isRefusedByTheEngine() {
    byte[] module = {
      0, 'a', 's', 'm', 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7f, 3, 2, 1, 0, 7, 5, 1, 1, 'f', 0, 0,
      10, 6, 1, 4, 0, 0x42, 1, 0x0b
    };

    RunOutcome outcome = call(module, RunLimits.inherit()).outcome();

    assertThat(outcome.code()).isEqualTo("STINT-H011");
    assertThat(outcome.message())
        .startsWith("module not valid for the engine: capsule [hostile], engine [");
  }
}
