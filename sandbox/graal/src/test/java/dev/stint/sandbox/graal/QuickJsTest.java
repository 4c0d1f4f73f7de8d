package dev.stint.sandbox.graal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.sandbox.Guest;
import dev.stint.sandbox.GuestValue;
import dev.stint.sandbox.RunLimits;
import dev.stint.sandbox.RunOutcome;
import dev.stint.sandbox.RunResult;
import dev.stint.sandbox.Unmetered;
import dev.stint.sandbox.contract.Fixture;
import dev.stint.sandbox.engine.HostFunction;
import dev.stint.sandbox.engine.ValueType;
import dev.stint.sandbox.wasi.Wasi;
import dev.stint.sandbox.wasi.WasiConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language interpreter that others compiled: QuickJS, where npm can bring it. */
class QuickJsTest {
  private static final String PACKAGE = "quickjs-wasi@3.6.2";
  private static final String SCRIPT =
      "[1, 2, 3].map(x => x * x).join() + JSON.stringify({answer: 6 * 7, a: 'x'.repeat(3)})";
  private static final String ANSWER = "1,4,9{\"answer\":42,\"a\":\"xxx\"}";

  private static byte[] module = {};

  @BeforeAll
  static void bring(@TempDir Path folder) throws Exception {
    Requires.npm();
    run(folder, "npm", "pack", "--silent", PACKAGE);
    run(folder, "tar", "-xzf", "quickjs-wasi-3.6.2.tgz", "package/quickjs.wasm");
    module = Files.readAllBytes(folder.resolve("package/quickjs.wasm"));
  }

  private static void run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
  }

  @Test
  @Tag("P52")
  void javaScript_meteredAndNot_computesTheSame_withTheSameFuelEachTime() throws Exception {
    Fixture host = new Fixture(SharedGraal.CAPSULES);
    List<String> answers = new ArrayList<>();

    RunResult first = metered(host, answers, RunLimits.inherit());
    RunResult second = metered(host, answers, RunLimits.inherit());
    RunLimits half = RunLimits.inherit().withFuel(first.usage().fuel() / 2);
    RunResult denied = metered(host, answers, half);

    assertThat(first.outcome()).isInstanceOf(RunOutcome.Returned.class);
    assertThat(answers).containsExactly(ANSWER, ANSWER);
    assertThat(unmetered()).isEqualTo(ANSWER);
    assertThat(second.usage().fuel()).isEqualTo(first.usage().fuel());
    assertThat(denied.outcome().code()).isEqualTo("STINT-L004");
    assertThat(host.held()).isEmpty();
  }

  private static RunResult metered(Fixture host, List<String> answers, RunLimits limits) {
    var run = host.module("quickjs", module).deterministic(true).limits(limits);
    callbacks().forEach(run::function);
    return host.run(
        run.calls(
            guest -> {
              answers.add(evaluate(guest));
              return List.of(new GuestValue(ValueType.I32, 0));
            }));
  }

  private static String unmetered() throws Exception {
    try (Wasi wasi = Wasi.open(WasiConfig.builder().build())) {
      List<HostFunction> functions = new ArrayList<>(wasi.functions());
      functions.addAll(callbacks());
      try (Unmetered guest = new Unmetered(SharedGraal.ENGINE, module, functions)) {
        guest.call("_initialize");
        return evaluate(guest);
      }
    }
  }

  /** This script calls nothing of its host; the interpreter only asks for the time zone. */
  private static List<HostFunction> callbacks() {
    return Unmetered.recorders(module, (name, memory, arguments) -> 0);
  }

  private static String evaluate(Guest guest) {
    assertThat(guest.call("qjs_init")[0]).isZero();
    byte[] script = SCRIPT.getBytes(StandardCharsets.UTF_8);
    long code = text(guest, script);
    long name = text(guest, "stint.js".getBytes(StandardCharsets.UTF_8));
    long value = guest.call("qjs_eval", code, script.length, name, 0)[0];
    long length = guest.call("wasm_malloc", 4)[0];
    long characters = guest.call("qjs_get_string_len", value, length)[0];
    byte[] answer = new byte[guest.memory().getInt(length & 0xFFFF_FFFFL)];
    guest.memory().read(characters & 0xFFFF_FFFFL, answer, 0, answer.length);
    return new String(answer, StandardCharsets.UTF_8);
  }

  /** A text in the guest's memory, with a zero behind it. */
  private static long text(Guest guest, byte[] bytes) {
    long address = guest.call("wasm_malloc", bytes.length + 1)[0];
    guest.memory().write(address & 0xFFFF_FFFFL, bytes, 0, bytes.length);
    guest.memory().putByte((address & 0xFFFF_FFFFL) + bytes.length, (byte) 0);
    return address;
  }
}
