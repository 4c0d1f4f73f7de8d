package dev.stint.guests;

import com.dylibso.chicory.log.SystemLogger;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One run of a guest from the class path on an engine without any of Stint's limits. */
record Run(int status, byte[] output, String errors) {
  private static final int PAGES = 1024;

  static byte[] module(String name) throws IOException {
    String resource = "/capsules/" + name + ".wasm";
    try (InputStream in = Run.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no resource [" + resource + "]");
      }
      return in.readAllBytes();
    }
  }

  static Run command(String name, String input, String... arguments) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of(name));
    all.addAll(List.of(arguments));
    WasiOptions options =
        WasiOptions.builder()
            .withStdin(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
            .withStdout(output)
            .withStderr(errors)
            .withArguments(all)
            .build();
    int status = start(module(name), options);
    return new Run(status, output.toByteArray(), errors.toString(StandardCharsets.UTF_8));
  }

  /** An instance whose {@code _start} was not called. */
  static Instance instance(String name, int pages) throws IOException {
    try (WasiPreview1 wasi = WasiPreview1.builder().withLogger(new SystemLogger()).build()) {
      return builder(module(name), wasi, pages).withStart(false).build();
    }
  }

  String text() {
    return new String(output, StandardCharsets.UTF_8);
  }

  private static int start(byte[] module, WasiOptions options) {
    try (WasiPreview1 wasi =
        WasiPreview1.builder().withLogger(new SystemLogger()).withOptions(options).build()) {
      builder(module, wasi, PAGES).build();
      return 0;
    } catch (WasiExitException e) {
      return e.exitCode();
    }
  }

  private static Instance.Builder builder(byte[] module, WasiPreview1 wasi, int pages) {
    return Instance.builder(Parser.parse(module))
        .withMemoryLimits(new MemoryLimits(1, pages))
        .withImportValues(ImportValues.builder().addFunction(wasi.toHostFunctions()).build());
  }
}
