package dev.stint.sandbox.contract;

import static dev.stint.sandbox.contract.Fixture.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.Guest;
import dev.stint.sandbox.GuestCalls;
import dev.stint.sandbox.GuestValue;
import dev.stint.sandbox.RunLimits;
import dev.stint.sandbox.RunOutcome;
import dev.stint.sandbox.RunResult;
import dev.stint.sandbox.Unmetered;
import dev.stint.sandbox.engine.GuestExit;
import dev.stint.sandbox.engine.ValueType;
import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.wasi.Preopen;
import dev.stint.sandbox.wasi.Wasi;
import dev.stint.sandbox.wasi.WasiConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that others wrote: metered and unmetered they do the same. */
public abstract class ForeignContract {
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final String SOURCE_MAP = WEBJARS + "source-map/0.7.6/lib/mappings.wasm";
  private static final String LLHTTP = WEBJARS + "undici/5.29.0/lib/llhttp/llhttp.wasm";
  private static final String MAP_FILE = WEBJARS + "undici/5.29.0/lib/llhttp/utils.js.map";

  /** {@code llhttp_type_t}: 2 is a response. */
  private static final int RESPONSE = 2;

  private static final String RESPONSE_TEXT =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Stint: yes\r\n\r\nhello";

  @TempDir Path folder;

  protected abstract Capsules capsules();

  protected abstract CapsuleEngine engine();

  @Test
  void wat2wasm_meteredAndNot_writesTheSameModule() throws IOException {
    String text = "(module (func (export \"f\") (result i32) (i32.const 42)))";
    Files.writeString(folder.resolve("in.wat"), text);
    List<String> arguments = List.of("/w/in.wat", "--output=-");
    Fixture host = new Fixture(capsules());

    RunResult first = translate(host, arguments, RunLimits.inherit());
    byte[] metered = host.stdout.toByteArray();
    RunResult second = translate(host, arguments, RunLimits.inherit());
    long fuel = first.usage().fuel();
    RunResult half = translate(host, arguments, RunLimits.inherit().withFuel(fuel / 2));

    assertThat(first.outcome()).isEqualTo(new RunOutcome.Exited(0));
    assertThat(metered).startsWith(0, 'a', 's', 'm').isEqualTo(translateUnmetered(arguments));
    assertThat(second.usage().fuel()).isEqualTo(fuel);
    assertThat(half.outcome().code()).isEqualTo("STINT-L004");
    assertThat(host.held()).isEmpty();
  }

  @Test
  void wast2json_meteredAndNot_writesTheSameFiles() throws IOException {
    Path metered = Files.createDirectory(folder.resolve("metered"));
    Path plain = Files.createDirectory(folder.resolve("plain"));
    String script =
        "(module (func (export \"f\") (result i32) (i32.const 42)))"
            + "(assert_return (invoke \"f\") (i32.const 42))";
    List<String> arguments = List.of("/w/in.wast", "-o", "/w/out.json");
    Fixture host = new Fixture(capsules());

    Files.writeString(metered.resolve("in.wast"), script);
    RunResult first = convert(host, metered, arguments, RunLimits.inherit());
    RunResult second = convert(host, metered, arguments, RunLimits.inherit());
    RunLimits half = RunLimits.inherit().withFuel(first.usage().fuel() / 2);
    RunResult denied = convert(host, metered, arguments, half);
    Files.writeString(plain.resolve("in.wast"), script);
    convertUnmetered(plain, arguments);

    assertThat(first.outcome()).isEqualTo(new RunOutcome.Exited(0));
    assertThat(second.usage().fuel()).isEqualTo(first.usage().fuel());
    assertThat(denied.outcome().code()).isEqualTo("STINT-L004");
    for (String file : List.of("out.json", "out.0.wasm")) {
      assertThat(metered.resolve(file)).hasSameBinaryContentAs(plain.resolve(file));
    }
    assertThat(host.held()).isEmpty();
  }

  private static RunResult convert(
      Fixture host, Path folder, List<String> arguments, RunLimits limits) {
    return host.run(
        host.module("wast2json", resource("/wast2json"))
            .arguments(arguments)
            .preopen(new Preopen(folder, "/w", false))
            .limits(limits));
  }

  private void convertUnmetered(Path plain, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("wast2json"));
    all.addAll(arguments);
    WasiConfig config = WasiConfig.builder().arguments(all).preopen(plain, "/w").build();
    try (Wasi wasi = Wasi.open(config);
        Unmetered guest = new Unmetered(engine(), resource("/wast2json"), wasi.functions())) {
      guest.call("_start");
    } catch (GuestExit e) {
      assertThat(e.status()).isZero();
    }
  }

  private RunResult translate(Fixture host, List<String> arguments, RunLimits limits) {
    return host.run(
        host.module("wat2wasm", resource("/wat2wasm"))
            .arguments(arguments)
            .preopen(new Preopen(folder, "/w", true))
            .limits(limits));
  }

  private byte[] translateUnmetered(List<String> arguments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("wat2wasm"));
    all.addAll(arguments);
    WasiConfig config =
        WasiConfig.builder().arguments(all).preopenReadOnly(folder, "/w").stdout(out).build();
    try (Wasi wasi = Wasi.open(config);
        Unmetered guest = new Unmetered(engine(), resource("/wat2wasm"), wasi.functions())) {
      guest.call("_start");
    } catch (GuestExit e) {
      assertThat(e.status()).isZero();
    }
    return out.toByteArray();
  }

  @Test
  void mappings_ofARealSourceMap_areTheSame() {
    Matcher field =
        Pattern.compile("\"mappings\":\"([^\"]+)\"")
            .matcher(new String(resource(MAP_FILE), StandardCharsets.UTF_8));
    assertThat(field.find()).isTrue();
    byte[] mappings = field.group(1).getBytes(StandardCharsets.UTF_8);
    long segments = Pattern.compile("[^,;]+").matcher(field.group(1)).results().count();

    List<String> calls =
        meteredEqualsUnmetered(SOURCE_MAP, guest -> parseMappings(guest, mappings));

    assertThat(calls.stream().filter(call -> call.startsWith("mapping_callback")))
        .hasSize((int) segments);
  }

  private static long parseMappings(Guest guest, byte[] mappings) {
    long buffer = guest.call("allocate_mappings", mappings.length)[0];
    guest.memory().write(buffer & 0xFFFF_FFFFL, mappings, 0, mappings.length);
    long parsed = guest.call("parse_mappings", buffer)[0];
    assertThat(parsed).isNotZero();
    guest.call("by_generated_location", parsed);
    guest.call("free_mappings", parsed);
    return parsed;
  }

  @Test
  void llhttp_ofAResponse_callsBackTheSame() {
    byte[] response = RESPONSE_TEXT.getBytes(StandardCharsets.US_ASCII);

    List<String> calls = meteredEqualsUnmetered(LLHTTP, guest -> parseResponse(guest, response));

    assertThat(calls)
        .contains(
            "wasm_on_status OK",
            "wasm_on_header_field Content-Length",
            "wasm_on_header_value 5",
            "wasm_on_header_field X-Stint",
            "wasm_on_body hello");
  }

  private static long parseResponse(Guest guest, byte[] response) {
    long parser = guest.call("llhttp_alloc", RESPONSE)[0];
    long buffer = guest.call("malloc", response.length)[0];
    guest.memory().write(buffer & 0xFFFF_FFFFL, response, 0, response.length);
    long error = guest.call("llhttp_execute", parser, buffer, response.length)[0];
    assertThat(error).isZero();
    guest.call("llhttp_free", parser);
    return error;
  }

  /** The calls that the guest made back, after all runs made the same. */
  private List<String> meteredEqualsUnmetered(String path, Script script) {
    byte[] module = resource(path);
    List<String> plain = new ArrayList<>();
    try (Unmetered guest =
        new Unmetered(engine(), module, Unmetered.recorders(module, recorder(plain)))) {
      script.run(guest);
    }
    Fixture host = new Fixture(capsules());
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    RunResult run = metered(host, module, first, script, RunLimits.inherit());
    RunResult again = metered(host, module, second, script, RunLimits.inherit());
    RunLimits half = RunLimits.inherit().withFuel(run.usage().fuel() / 2);
    RunResult denied = metered(host, module, new ArrayList<>(), script, half);

    assertThat(run.outcome()).isInstanceOf(RunOutcome.Returned.class);
    assertThat(run.usage().hostCalls()).isEqualTo(plain.size());
    assertThat(first).isEqualTo(plain);
    assertThat(second).isEqualTo(plain);
    assertThat(again.usage().fuel()).isEqualTo(run.usage().fuel());
    assertThat(denied.outcome().code()).isEqualTo("STINT-L004");
    assertThat(host.held()).isEmpty();
    return plain;
  }

  private static RunResult metered(
      Fixture host, byte[] module, List<String> calls, Script script, RunLimits limits) {
    var run = host.module("foreign", module).calls(calls(script)).limits(limits);
    Unmetered.recorders(module, recorder(calls)).forEach(run::function);
    return host.run(run);
  }

  private static GuestCalls calls(Script script) {
    return guest -> List.of(new GuestValue(ValueType.I32, script.run(guest)));
  }

  /** Writes down numbers, and the text where two numbers after the first are address and length. */
  private static Unmetered.Recorder recorder(List<String> calls) {
    return (name, memory, arguments) -> {
      StringBuilder line = new StringBuilder(name);
      if (name.startsWith("wasm_on") && arguments.length == 3) {
        byte[] text = new byte[(int) arguments[2]];
        memory.read(arguments[1] & 0xFFFF_FFFFL, text, 0, text.length);
        line.append(' ').append(new String(text, StandardCharsets.US_ASCII));
      } else {
        for (long argument : arguments) {
          line.append(' ').append((int) argument);
        }
      }
      calls.add(line.toString());
      return 0;
    };
  }

  private interface Script {
    long run(Guest guest);
  }
}
