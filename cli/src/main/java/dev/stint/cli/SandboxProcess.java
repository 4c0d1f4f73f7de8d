package dev.stint.cli;

import dev.stint.ledger.Nullable;
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
    Tied tied = new Tied();
    // First the hook, then the process: a signal in between must not leave it behind.
    Runtime.getRuntime().addShutdownHook(new Thread(tied::end, "stint-end"));
    Process process = tied.start(builder(arguments).inheritIO());
    try {
      return process.waitFor();
    } finally {
      tied.end();
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

  /** A process that ends with this one. Thread-safe. */
  private static final class Tied {
    private @Nullable Process process;
    private boolean ended;

    synchronized Process start(ProcessBuilder builder) throws IOException {
      if (ended) {
        throw new IOException("this process is about to end");
      }
      Process started = builder.start();
      process = started;
      return started;
    }

    /** Asks it to end, and makes it end two seconds later. Idempotent. */
    void end() {
      Process tied = last();
      if (tied == null) {
        return;
      }
      tied.destroy();
      try {
        if (!tied.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
          tied.destroyForcibly();
        }
      } catch (InterruptedException e) {
        tied.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }

    private synchronized @Nullable Process last() {
      ended = true;
      return process;
    }
  }
}
