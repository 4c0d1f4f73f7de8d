package dev.stint.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * Runs the smallest module that does something, an empty {@code _start}, to learn in which state an
 * engine of the sandbox is: a compiler that does not fit the JDK shows nowhere else, it only makes
 * everything slow.
 */
final class EngineProbe {
  private static final byte[] MODULE =
      HexFormat.of()
          .parseHex(
              "0061736d01000000" // magic number and version
                  + "010401600000" // a type without parameters and results
                  + "03020100" // a function of that type
                  + "070a01065f73746172740000" // its export as _start
                  + "0a040102000b"); // its body: end

  private final SandboxProcess sandbox;

  EngineProbe(SandboxProcess sandbox) {
    this.sandbox = sandbox;
  }

  /** What the engine says of itself, such as {@code graal, jit GraalVM CE}. */
  String state(String engine) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("stint-probe");
    Path module = folder.resolve("probe.wasm");
    Path result = folder.resolve("result.json");
    try {
      Files.write(module, MODULE);
      List<String> arguments =
          List.of(
              "--set", "engine=" + engine, "--set", "result=" + result, "--", module.toString());
      Child child = Child.run(sandbox.builder(arguments));
      if (child.status() != 0) {
        throw new IOException(
            "status " + child.status() + ", " + child.err().lines().findFirst().orElse("silent"));
      }
      return engine(result);
    } finally {
      Files.deleteIfExists(module);
      Files.deleteIfExists(result);
      Files.delete(folder);
    }
  }

  private static String engine(Path result) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(result.toFile())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.currentName().equals("engine")) {
          json.nextToken();
          return json.getText();
        }
      }
    }
    throw new IOException("the result has no engine");
  }
}
