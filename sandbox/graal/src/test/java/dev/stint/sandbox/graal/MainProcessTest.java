package dev.stint.sandbox.graal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.sandbox.contract.Fixture;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as the launcher starts it: a process of its own, with the flags of this JVM. */
class MainProcessTest {
  @TempDir Path folder;

  private Process start(String guest, String... sets) throws IOException {
    Path module = folder.resolve(guest + ".wasm");
    Files.write(module, Fixture.resource("/capsules/" + guest + ".wasm"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("-X") || flag.startsWith("--")) {
        command.add(flag);
      }
    }
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("dev.stint.sandbox.run.Main");
    for (String set : sets) {
      command.add("--set");
      command.add(set);
    }
    command.add("--");
    command.add(module.toString());
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private String read(String stream) throws IOException {
    return Files.readString(folder.resolve(stream), StandardCharsets.UTF_8);
  }

  @Test
  void hello_printsAndNamesTheCompiler() throws Exception {
    Process process = start("hello");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(read("err")).isZero();
    assertThat(read("out")).isEqualTo("hello\n");
    assertThat(read("err")).contains("engine [graal, jit GraalVM CE]");
  }

  @Test
  void echo_waitingForInput_endsAtTheDeadline() throws Exception {
    Process process = start("echo", "timeoutMillis=200", "quiet=true");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(read("err")).isEqualTo(75);
    assertThat(read("err"))
        .isEqualTo(
            "stint run: deadline passed: principal [default], capsule [echo.wasm], timeout"
                + " [200ms] (STINT-H005)\n");
  }

  @Test
  void echo_readsItsInput() throws Exception {
    Process process = start("echo", "quiet=true");
    try (var input = process.getOutputStream()) {
      input.write("from outside\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(read("err")).isZero();
    assertThat(read("out")).isEqualTo("from outside\n");
  }
}
