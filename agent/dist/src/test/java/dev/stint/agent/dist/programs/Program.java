package dev.stint.agent.dist.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One JVM of the JDK that runs the test, with the program's own output kept in two files. */
final class Program implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts {@code java OPTIONS...} in that folder. */
  static Program start(Path folder, List<String> options) throws IOException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    return new Program(process, out, err);
  }

  /** The option that attaches the agent of this build. */
  static String agent(String options) {
    return "-javaagent:" + System.getProperty("stint.it.agent") + "=" + options;
  }

  /** A jar that the build has resolved by its coordinates. */
  static String jar(String name) {
    return Path.of(System.getProperty("stint.it.programs"), name).toString();
  }

  /** Waits for the end; the exit status. */
  int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the program did not end: " + err());
    }
    return process.exitValue();
  }

  /** Waits until the program has printed what is looked for; its first match. */
  Matcher awaitText(Pattern pattern) throws InterruptedException {
    Matcher[] found = new Matcher[1];
    awaitState(
        text -> {
          found[0] = pattern.matcher(text);
          return found[0].find();
        },
        pattern.toString());
    return found[0];
  }

  private void awaitState(Predicate<String> reached, String what) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!reached.test(out() + err())) {
      if (System.nanoTime() > end || process.waitFor(50, TimeUnit.MILLISECONDS)) {
        if (reached.test(out() + err())) {
          return;
        }
        throw new AssertionError("never saw [" + what + "] in: " + out() + err());
      }
    }
  }

  /** Asks the JVM to end as an operator would; shutdown hooks run. */
  void end() {
    process.destroy();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  /** The status line of that principal that the agent printed at the end. */
  String statusOf(String principal) {
    return err()
        .lines()
        .filter(line -> line.startsWith("stint: principal [" + principal + "]"))
        .reduce((first, last) -> last)
        .orElseThrow(() -> new AssertionError("no status of " + principal + " in: " + err()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
