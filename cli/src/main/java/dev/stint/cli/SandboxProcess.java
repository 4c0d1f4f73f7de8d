package dev.stint.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts the sandbox's own main on JDK 25, with the options by which GraalWasm finds the Graal
 * compiler. It shares the terminal of this process, and ends with it.
 */
final class SandboxProcess {
  private static final String MAIN = "dev.stint.sandbox.run.Main";
  private static final long GRACE_MILLIS = 2_000;

  private final Setting setting;

  SandboxProcess(Setting setting) {
    this.setting = setting;
  }

  /** Runs the sandbox with these arguments; returns its exit status. */
  int run(List<String> arguments) throws IOException, InterruptedException {
    Process process = builder(arguments).inheritIO().start();
    Thread end = new Thread(() -> end(process), "stint-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }

  ProcessBuilder builder(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(setting.jdk25().java().toString());
    command.addAll(options());
    command.add(MAIN);
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private List<String> options() {
    Path compiler = setting.built("sandbox/graal/target/graal-compiler");
    Path graal = setting.built("sandbox/graal/target/runtime");
    Path chicory = setting.built("sandbox/chicory/target/runtime");
    return List.of(
        "-XX:+UnlockExperimentalVMOptions",
        "-XX:+EnableJVMCI",
        "--upgrade-module-path=" + compiler,
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        graal.resolve("*") + File.pathSeparator + chicory.resolve("*"));
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
