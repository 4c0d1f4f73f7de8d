package dev.stint.agent.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program in a JVM of its own, of the JDK that runs the test, with the real agent jar. */
final class Forked {
  static final Path AGENT = Path.of(System.getProperty("stint.it.agent"));
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final long SECONDS = 60;

  private final Path folder;
  private final List<String> jvm = new ArrayList<>();
  private final List<String> program = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private String tool = "java";
  private String toolOptions = "";

  /** What the JVM left behind. */
  record Result(int exit, List<String> out, List<String> err) {
    /** The agent's lines, without the JVM's own warnings. */
    List<String> agentLines() {
      return err.stream().filter(line -> line.startsWith("stint: ")).toList();
    }

    /** The line at exit of that principal, or empty. */
    String principal(String name) {
      String start = "stint: principal [" + name + "] ";
      return err.stream()
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(start.length()))
          .findFirst()
          .orElse("");
    }
  }

  private Forked(Path folder) {
    this.folder = folder;
    jvm.add("-Xshare:auto");
    jvm.add("-XX:TieredStopAtLevel=1");
    jvm.add("-Djava.io.tmpdir=" + folder);
  }

  /** A JVM with the agent and a class of this test as its program. */
  static Forked agent(Path folder, String options, Class<?> main, String... arguments) {
    Forked forked = new Forked(folder);
    forked.jvm("-javaagent:" + AGENT + (options.isEmpty() ? "" : "=" + options));
    return forked.main(main, arguments);
  }

  /** A JVM of whose arguments the caller takes care. */
  static Forked plain(Path folder, String... arguments) {
    Forked forked = new Forked(folder);
    forked.program.addAll(List.of(arguments));
    return forked;
  }

  /** A tool of the JDK. */
  static Forked tool(Path folder, String name, String... arguments) {
    Forked forked = plain(folder, arguments);
    forked.tool = name;
    forked.jvm.clear();
    return forked;
  }

  Forked main(Class<?> main, String... arguments) {
    program.addAll(List.of("-cp", classes(main).toString(), main.getName()));
    program.addAll(List.of(arguments));
    return this;
  }

  Forked jvm(String argument) {
    jvm.add(argument);
    return this;
  }

  Forked environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Forked toolOptions(String options) {
    toolOptions = options;
    return this;
  }

  static Path classes(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(JAVA_HOME.resolve("bin").resolve(tool).toString());
    command.addAll(jvm);
    command.addAll(program);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    if (!toolOptions.isEmpty()) {
      builder.environment().put("JAVA_TOOL_OPTIONS", toolOptions);
    }
    builder.environment().putAll(environment);
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    return builder.start();
  }

  Result run() throws Exception {
    Process process = start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running, it said " + lines("out") + lines("err"));
    }
    return new Result(process.exitValue(), lines("out"), lines("err"));
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file), StandardCharsets.UTF_8);
  }

  /** Writes a profile for the classes of a program, as principal {@code guest}. */
  static Path profile(Path folder, String... limits) throws IOException {
    StringBuilder yaml = new StringBuilder();
    yaml.append("schema: 1\nprofileId: test\nversionId: \"1\"\nepoch: 1\nprincipals:\n  guest:\n");
    yaml.append("    match: {packages: [\"dev.stint.agent.dist.guest.**\"]}\n    limits:\n");
    for (String limit : limits) {
      yaml.append("      ").append(limit).append('\n');
    }
    return Files.writeString(folder.resolve("p.yaml"), yaml);
  }
}
