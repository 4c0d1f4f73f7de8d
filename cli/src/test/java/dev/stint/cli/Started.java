package dev.stint.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a process of {@code ./stint} printed. */
record Started(int status, String out, String err) {
  static final Path LAUNCHER = Path.of("../stint").toAbsolutePath().normalize();

  static Started stint(String... args) throws IOException, InterruptedException {
    return start(LAUNCHER, Path.of("").toAbsolutePath(), Map.of(), args);
  }

  static Started start(Path launcher, Path folder, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile("stint", ".out");
    Path err = Files.createTempFile("stint", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("did not end: " + command + "\n" + Files.readString(err));
      }
      return new Started(process.exitValue(), read(out), read(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
