package dev.stint.sandbox.graal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Names the capability for want of which a test may be skipped. */
final class Requires {
  private Requires() {}

  /** The package manager of Node.js. */
  static void npm() {
    boolean present =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npm")));
    assumeTrue(present, "npm is not installed, so there is no QuickJS to run");
  }
}
