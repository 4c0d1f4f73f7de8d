package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installed JDK.
 *
 * @param version as its {@code release} file says, such as {@code 25.0.3}
 */
record Jdk(Path home, String version) {
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"([0-9][^\"\\s]*)\"");

  /** The JDK in that folder, or null when there is none. */
  static @Nullable Jdk at(Path home) {
    if (!Files.isExecutable(home.resolve("bin/java"))) {
      return null;
    }
    try {
      Matcher found = VERSION.matcher(Files.readString(home.resolve("release")));
      return found.find() ? new Jdk(home, found.group(1)) : null;
    } catch (IOException e) {
      return null; // without a readable release file it is not one that we know how to use
    }
  }

  /** The one that runs this process. */
  static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
  }

  /** The first number of the version: 17, 25. */
  int feature() {
    String[] parts = version.split("[.+-]", 2);
    return Integer.parseInt(parts[0]);
  }

  Path java() {
    return home.resolve("bin/java");
  }
}
