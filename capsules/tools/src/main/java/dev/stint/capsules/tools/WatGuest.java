package dev.stint.capsules.tools;

import com.dylibso.chicory.log.Logger;
import com.dylibso.chicory.log.SystemLogger;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wabt.Wat2WasmModule;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Assembles one file of WebAssembly text with the program {@code wat2wasm}.
 *
 * <p>The program is itself a WASI command. It is started here and not through its own Java facade,
 * because the facade drops the error text.
 */
final class WatGuest {
  private static final Logger LOGGER = new SystemLogger();
  private static final Pattern TERMINAL_COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
  private static final String FOLDER = "wat";

  private WatGuest() {}

  static void build(Path source, Path target) throws IOException {
    ByteArrayOutputStream module = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status = run(options(source.toAbsolutePath(), module, errors));
    if (status != 0) {
      throw new GuestBuildException(
          "guest not built: file ["
              + source
              + "], problem ["
              + firstLine(errors)
              + "], exit status ["
              + status
              + "]");
    }
    Files.write(target, module.toByteArray());
  }

  private static WasiOptions options(
      Path source, ByteArrayOutputStream module, ByteArrayOutputStream errors) {
    return WasiOptions.builder()
        .withStdout(module)
        .withStderr(errors)
        .withDirectory(FOLDER, source.getParent())
        .withArguments(List.of("wat2wasm", FOLDER + "/" + source.getFileName(), "--output=-"))
        .build();
  }

  private static int run(WasiOptions options) {
    try (WasiPreview1 wasi =
        WasiPreview1.builder().withLogger(LOGGER).withOptions(options).build()) {
      Instance.builder(Wat2WasmModule.load())
          .withMachineFactory(Wat2WasmModule::create)
          .withImportValues(ImportValues.builder().addFunction(wasi.toHostFunctions()).build())
          .build();
      return 0;
    } catch (WasiExitException e) {
      return e.exitCode();
    }
  }

  private static String firstLine(ByteArrayOutputStream errors) {
    String text = TERMINAL_COLOUR.matcher(errors.toString(StandardCharsets.UTF_8)).replaceAll("");
    return text.lines().findFirst().orElse("none given");
  }
}
