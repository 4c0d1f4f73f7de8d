package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WireMock as it comes from its makers, in a JVM of its own with the agent attached. */
final class DemoServer implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("^port:\\s+(\\d+)", Pattern.MULTILINE);
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 30;

  private final Process process;
  private final DemoFiles files;
  private final String shownCommand;
  private final int port;

  private DemoServer(Process process, DemoFiles files, String shownCommand, int port) {
    this.process = process;
    this.files = files;
    this.shownCommand = shownCommand;
    this.port = port;
  }

  static DemoServer start(Setting setting, DemoFiles files) throws Exception {
    Path agent = setting.built("agent/dist/target/stint-agent.jar");
    List<String> options =
        List.of(
            "-XX:StartFlightRecording=filename=" + files.shown(files.recording()),
            "-javaagent:"
                + files.shown(agent)
                + "=profile="
                + files.shown(files.profile())
                + ",mode=enforce",
            "-jar",
            files.shown(files.server()),
            "--port",
            "0");
    ProcessBuilder builder = new ProcessBuilder(setting.jdks().get(0).java().toString());
    builder.command().addAll(options);
    builder.directory(setting.home().toFile()).redirectErrorStream(true);
    builder.redirectOutput(files.log().toFile());
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stint-demo-end"));
    Integer port = awaitPort(process, files);
    if (port == null) {
      process.destroyForcibly();
      throw CliException.of(
          Exit.SOFTWARE,
          "STINT-C060",
          "demo: the server did not start, see [" + files.shown(files.log()) + "]");
    }
    return new DemoServer(process, files, "java " + String.join(" ", options), port);
  }

  private static @Nullable Integer awaitPort(Process process, DemoFiles files) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end) {
      Matcher found = PORT.matcher(Files.readString(files.log()));
      if (found.find()) {
        return Integer.valueOf(found.group(1));
      }
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        return null;
      }
    }
    return null;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  String shownCommand() {
    return shownCommand;
  }

  /** The first line of the log that has that text, waited for at most so long; null for none. */
  @Nullable
  String awaitLine(String text, long seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    do {
      for (String line : Files.readAllLines(files.log())) {
        if (line.contains(text)) {
          return line;
        }
      }
    } while (System.nanoTime() < end && !process.waitFor(100, TimeUnit.MILLISECONDS));
    return null;
  }

  /** Waits for the end of the server; what the agent printed at it. */
  List<String> statusLinesAtExit() throws IOException, InterruptedException {
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw CliException.of(Exit.SOFTWARE, "STINT-C060", "demo: the server did not end");
    }
    return Files.readAllLines(files.log()).stream()
        .filter(line -> line.startsWith("stint: principal") || line.startsWith("stint: faults"))
        .toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
