package dev.stint.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WebAssembly build of wat2wasm, a C++ program, with nothing but one preopened directory. */
class RealProgramTest {
  private static WasmModule wat2wasm;

  @TempDir Path directory;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @BeforeAll
  static void parse() throws IOException {
    try (InputStream in = Wat2Wasm.class.getResourceAsStream("/wat2wasm")) {
      wat2wasm = Parser.parse(in);
    }
  }

  @Test
  void wat2wasm_moduleInPreopenedDirectory_writesBinaryThere() throws IOException {
    Files.writeString(
        directory.resolve("in.wat"), "(module (func (export \"one\") (result i32) i32.const 1))");

    int status = compile();

    assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(status).isZero();
    assertThat(Files.readAllBytes(directory.resolve("out.wasm")))
        .startsWith(0, 'a', 's', 'm', 1, 0, 0, 0);
    assertThat(Parser.parse(directory.resolve("out.wasm").toFile()).exportSection().exportCount())
        .isEqualTo(1);
  }

  @Test
  void wat2wasm_moduleWithError_saysWhereAndExitsWithOne() throws IOException {
    Files.writeString(directory.resolve("in.wat"), "(module (func (export \"one\") i32.bogus))");

    int status = compile();

    assertThat(status).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("w/in.wat:1:30: error: unexpected token i32.bogus, expected ).\n");
    assertThat(directory.resolve("out.wasm")).doesNotExist();
  }

  @Test
  void wat2wasm_missingInput_saysSo() throws IOException {
    int status = compile();

    assertThat(status).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("No such file or directory");
  }

  private int compile() throws IOException {
    return ChicoryRun.run(
        wat2wasm,
        WasiConfig.builder()
            .arguments(List.of("wat2wasm", "--enable-all", "w/in.wat", "-o", "w/out.wasm"))
            .preopen(directory, "w")
            .stdout(output)
            .stderr(errors)
            .build());
  }
}
