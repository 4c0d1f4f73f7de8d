package dev.stint.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.sandbox.contract.Fixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program behind {@code stint run}: statuses, lines, result file. */
public abstract class RunCommandContract {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  protected abstract String engine();

  private int run(String... args) {
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
    PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new RunCommand(ledgers, InputStream.nullInputStream(), out, stderr).run(args);
  }

  private int guest(String name, List<String> sets, String... arguments) throws IOException {
    Path module = folder.resolve(name + ".wasm");
    Files.write(module, Fixture.resource("/capsules/" + name + ".wasm"));
    return file(module, sets, arguments);
  }

  private int file(Path module, List<String> sets, String... arguments) {
    List<String> args = new ArrayList<>();
    for (String set : sets) {
      args.addAll(List.of("--set", set));
    }
    args.addAll(List.of("--set", "engine=" + engine(), "--", module.toString()));
    args.addAll(Arrays.asList(arguments));
    return run(args.toArray(String[]::new));
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static List<String> quiet(String... sets) {
    List<String> all = new ArrayList<>(List.of("quiet=true"));
    all.addAll(Arrays.asList(sets));
    return all;
  }

  @Test
  void hello_printsItsLine_andTheUsage() throws IOException {
    assertThat(guest("hello", List.of())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hello\n");
    assertThat(errors())
        .matches(
            "usage: fuel \\[\\d+ of 600M], memory peak \\[64Ki of 16Mi], denied grows \\[0], host"
                + " calls \\[1], time \\[\\d+ms], cpu \\[\\d+ms], engine \\["
                + engine()
                + ", [^]]+]\n");
  }

  @Test
  void exit3_isTheGuestsOwnStatus() throws IOException {
    assertThat(guest("exit3", quiet())).isEqualTo(3);
    assertThat(errors()).isEmpty();
  }

  @Test
  void invoke_printsTheResult() throws IOException {
    assertThat(guest("fib", quiet("invoke=fib"), "10")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("55\n");
  }

  @Test
  void invoke_wrongArgument_isAUsageError() throws IOException {
    assertThat(guest("fib", quiet("invoke=fib"), "ten")).isEqualTo(2);
    assertThat(errors())
        .isEqualTo(
            "stint run: argument does not fit: function [fib], type [(i32) -> (i32)], given [ten]"
                + " (STINT-H004)\n");
  }

  @Test
  void library_withoutInvoke_is65() throws IOException {
    assertThat(guest("fib", quiet())).isEqualTo(65);
    assertThat(errors())
        .isEqualTo(
            "stint run: module has no _start to run: capsule [fib.wasm], exported functions [fib]"
                + " (STINT-H002)\n");
  }

  @Test
  void noModule_is65_withOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("text.wasm"), "hello");

    assertThat(file(text, List.of())).isEqualTo(65);
    assertThat(errors()).startsWith("stint run: ").endsWith(")\n").hasLineCount(1);
  }

  @Test
  void fileMissing_is66() {
    assertThat(file(folder.resolve("none.wasm"), quiet())).isEqualTo(66);
    assertThat(errors())
        .isEqualTo(
            "stint run: no module: file ["
                + folder.resolve("none.wasm")
                + "], reason [does not exist] (STINT-H014)\n");
  }

  @Test
  void engineUnknown_is70() throws IOException {
    Path module = Files.write(folder.resolve("m.wasm"), Fixture.resource("/capsules/hello.wasm"));

    assertThat(run("--set", "engine=v8", "--", module.toString())).isEqualTo(70);
    assertThat(errors())
        .startsWith("stint run: engine not on the class path: engine [v8], present [")
        .endsWith("] (STINT-H009)\n");
  }

  @Test
  void fuel_usedUp_is75_withTheWholeDenial() throws IOException {
    assertThat(guest("spin", quiet("fuel=1k", "principal=bob"))).isEqualTo(75);
    assertThat(errors())
        .startsWith(
            "stint run: exceeded limit: principal [bob] fuel, requested [1], used [1k], hard [1k],"
                + " at [system/bob/run-")
        .endsWith("], profile [run limit fuel], retry [no] (STINT-L004)\n");
  }

  @Test
  void timeout_is75() throws IOException {
    assertThat(guest("spin", quiet("timeoutMillis=100"))).isEqualTo(75);
    assertThat(errors()).contains("timeout [100ms] (STINT-H005)");
  }

  /** 16Mi of the stock profile are 256 pages. */
  @Test
  void option_withoutAProfile_replacesTheStockLimit_butANamedProfileBoundsIt() throws IOException {
    assertThat(guest("grow", quiet("maxMemory=32Mi"))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("512\n");

    out.reset();
    assertThat(guest("grow", quiet("maxMemory=32Mi", "profile=guest"))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("256\n");
  }

  @Test
  void principal_nestedInAnother_isBoundedByIt() throws IOException {
    Path profile = folder.resolve("nested.yaml");
    Files.writeString(
        profile,
        """
        schema: 1
        profileId: nested
        principals:
          acme:
            limits: {fuelTotal: 1k}
            principals: {web: {limits: {memoryCommitLimitBytes: 1Mi}}}
        """);

    assertThat(guest("spin", quiet("profile=" + profile, "principal=web"))).isEqualTo(75);
    assertThat(errors()).contains("at [system/acme], profile [nested.yaml:5 fuelTotal]");
  }

  @Test
  void profile_unknown_is78() throws IOException {
    assertThat(guest("hello", quiet("profile=" + folder.resolve("no.yaml")))).isEqualTo(78);
    assertThat(errors()).startsWith("stint run: ").contains("(STINT-P").hasLineCount(1);
  }

  @Test
  void trap_is134() throws IOException {
    assertThat(guest("trap", quiet())).isEqualTo(134);
    assertThat(errors()).endsWith("] (STINT-H006)\n");
  }

  @Test
  void arguments_malformed_areUsageErrors() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--set", "colour=red", "--", "m.wasm")).isEqualTo(2);
    assertThat(run("--set", "timeoutMillis=0", "--", "m.wasm")).isEqualTo(2);
    assertThat(run("--set", "deterministic=maybe", "--", "m.wasm")).isEqualTo(2);
    assertThat(errors().lines())
        .containsExactly(
            "stint run: arguments must be [--set KEY=VALUE]... -- MODULE [ARGUMENT]..."
                + " (STINT-H013)",
            "stint run: no such option: option [colour] (STINT-H013)",
            "stint run: value does not fit: option [timeoutMillis], given [0], reason [must be at"
                + " least 1] (STINT-H013)",
            "stint run: value does not fit: option [deterministic], given [maybe], reason [must be"
                + " true or false] (STINT-H013)");
  }

  @Test
  void deterministic_twice_isTheSameOutputAndFuel() throws IOException {
    Map<String, String> first = deterministic();
    byte[] output = out.toByteArray();
    out.reset();

    Map<String, String> second = deterministic();

    assertThat(out.toByteArray()).hasSize(32).isEqualTo(output);
    assertThat(second.get("fuel")).isEqualTo(first.get("fuel"));
  }

  private Map<String, String> deterministic() throws IOException {
    Path result = folder.resolve("result.json");
    assertThat(guest("clock", quiet("deterministic=true", "result=" + result))).isZero();
    return json(result);
  }

  @Test
  void result_ofADenial_hasItsNumbers() throws IOException {
    Path result = folder.resolve("result.json");

    guest("spin", quiet("fuel=1000", "result=" + result));

    assertThat(json(result))
        .containsEntry("outcome", "denied")
        .containsEntry("exitStatus", "75")
        .containsEntry("code", "STINT-L004")
        .containsEntry("resource", "fuel")
        .containsEntry("hard", "1000")
        .containsEntry("fuel", "1000")
        .containsEntry("memoryPeakBytes", "65536");
    assertThat(folder).isDirectoryNotContaining("glob:**.stint-result*");
  }

  /** The scalar fields at any depth. */
  private static Map<String, String> json(Path file) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue() && parser.currentName() != null) {
          fields.put(parser.currentName(), parser.getText());
        }
      }
    }
    return fields;
  }

  @Test
  void jfr_holdsTheRun_andWhatItUsedToTheEnd() throws IOException {
    Path recording = folder.resolve("run.jfr");

    assertThat(guest("hello", quiet("jfr=" + recording))).isZero();

    List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
    RecordedEvent run = last(events, "stint.CapsuleRun", event -> true);
    assertThat(run.getString("capsule")).isEqualTo("hello.wasm");
    assertThat(run.getString("outcome")).isEqualTo("exited");
    assertThat(run.getLong("fuel")).isPositive();
    RecordedEvent fuel =
        last(events, "stint.Usage", event -> event.getString("resource").equals("fuel"));
    assertThat(fuel.getLong("total")).isEqualTo(run.getLong("fuel"));
  }

  private static RecordedEvent last(
      List<RecordedEvent> events, String type, Predicate<RecordedEvent> wanted) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals(type) && wanted.test(event))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void directoryAndEnvironment_areGiven_andAMissingOneIs66() throws IOException {
    String wat = "(module (func (export \"_start\")))";
    Files.writeString(folder.resolve("in.wat"), wat);
    Path module = Files.write(folder.resolve("wat2wasm"), Fixture.resource("/wat2wasm"));

    int status =
        file(module, quiet("dir=" + folder + "::/w::ro", "env=A=B"), "/w/in.wat", "--output=-");
    int missing = file(module, quiet("dir=" + folder.resolve("none") + "::/w"));

    assertThat(status).isZero();
    assertThat(out.toByteArray()).startsWith(0, 'a', 's', 'm');
    assertThat(missing).isEqualTo(66);
  }
}
