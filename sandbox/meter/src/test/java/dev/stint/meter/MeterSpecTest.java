package dev.stint.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The WebAssembly specification suite, metered and not: nothing but the fuel may differ. */
class MeterSpecTest {
  private static final MeterOptions OPTIONS = MeterOptions.defaults().withLinkable(true);

  /** Script name to its files by name. */
  private static final Map<String, Map<String, byte[]>> SUITE = new TreeMap<>();

  @BeforeAll
  static void suite() throws IOException {
    String path = System.getProperty("stint.wasm.spec", "../../../shared/data/wasm-spec-core.zip");
    assumeTrue(
        Files.isRegularFile(Path.of(path)),
        "the WebAssembly specification suite is not at [" + path + "], set -Dstint.wasm.spec");
    try (ZipFile zip = new ZipFile(path)) {
      for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
        String[] parts = entry.getName().split("/");
        SUITE
            .computeIfAbsent(parts[0], name -> new HashMap<>())
            .put(parts[parts.length - 1], zip.getInputStream(entry).readAllBytes());
      }
    }
  }

  /** Chicory's interpreter has no SIMD: of those scripts only the modules are compared. */
  @Test
  void scripts_haveTheSameOutcomeMeteredAndNot() throws IOException {
    long returned = 0;
    for (String name : SUITE.keySet()) {
      List<String> metered = new SpecScript(SUITE.get(name), true).run(script(name));
      List<String> plain = new SpecScript(SUITE.get(name), false).run(script(name));
      assertThat(metered).as(name).isEqualTo(plain);
      returned +=
          plain.stream()
              .filter(o -> o.contains(" assert_return ") && !o.endsWith(" failed"))
              .count();
    }
    assertThat(returned).isGreaterThan(14_000);
  }

  @Test
  void validModules_areAccepted() throws Exception {
    int accepted = 0;
    for (String name : SUITE.keySet()) {
      for (String file : modules(name, "module")) {
        Parser.parse(Meter.rewrite(SUITE.get(name).get(file), OPTIONS).bytes());
        accepted++;
      }
    }
    assertThat(accepted).isGreaterThan(900);
  }

  @Test
  void malformedModules_areRefused() throws Exception {
    List<String> accepted = new ArrayList<>();
    for (String name : SUITE.keySet()) {
      for (String file : modules(name, "assert_malformed")) {
        if (rewritten(SUITE.get(name).get(file)) != null) {
          accepted.add(file);
        }
      }
    }
    assertThat(accepted).isEmpty();
  }

  @Test
  void invalidModules_doNotBecomeValid() throws Exception {
    List<String> valid = new ArrayList<>();
    for (String name : SUITE.keySet()) {
      for (String file : modules(name, "assert_invalid")) {
        byte[] module = SUITE.get(name).get(file);
        byte[] rewritten = rewritten(module);
        if (rewritten != null && isValid(rewritten) && !isValid(module)) {
          valid.add(file);
        }
      }
    }
    assertThat(valid).isEmpty();
  }

  private static byte[] rewritten(byte[] module) {
    try {
      return Meter.rewrite(module, OPTIONS).bytes();
    } catch (ModuleRefused e) {
      assertThat(e.code()).startsWith("STINT-M");
      return null;
    }
  }

  private static boolean isValid(byte[] module) {
    try {
      Parser.parse(module);
      return true;
    } catch (ChicoryException e) {
      return false;
    }
  }

  private static List<String> modules(String name, String type) throws IOException {
    List<String> files = new ArrayList<>();
    for (JsonNode command : script(name).get("commands")) {
      String file = command.path("filename").asText();
      if (command.get("type").asText().equals(type) && file.endsWith(".wasm")) {
        files.add(file);
      }
    }
    return files;
  }

  private static JsonNode script(String name) throws IOException {
    return new ObjectMapper().readTree(SUITE.get(name).get(name + ".json"));
  }
}
