package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the command runs.
 *
 * @param home the folder of the project, with its built modules
 * @param jdks the JDKs that are known, the one that runs this process first
 */
record Setting(Path home, List<Jdk> jdks, PrintWriter out, PrintWriter err) {

  /** What the launcher passed on as system properties. */
  static Setting ofThisProcess() {
    String home = System.getProperty("stint.home", System.getProperty("user.dir"));
    return new Setting(Path.of(home), knownJdks(), writer(System.out), writer(System.err));
  }

  private static PrintWriter writer(PrintStream to) {
    return new PrintWriter(new OutputStreamWriter(to, Charset.defaultCharset()), true);
  }

  private static List<Jdk> knownJdks() {
    List<Jdk> known = new ArrayList<>();
    known.add(Jdk.running());
    for (String property : new String[] {"stint.jdk25", "stint.jdk17"}) {
      String path = System.getProperty(property, "");
      Jdk jdk = path.isEmpty() ? null : Jdk.at(Path.of(path));
      if (jdk != null && known.stream().noneMatch(k -> k.feature() == jdk.feature())) {
        known.add(jdk);
      }
    }
    return List.copyOf(known);
  }

  /** A JDK of that feature version, or null. */
  @Nullable
  Jdk jdk(int feature) {
    return jdks.stream().filter(jdk -> jdk.feature() == feature).findFirst().orElse(null);
  }

  /** The JDK 25 that the sandbox needs. */
  Jdk jdk25() {
    Jdk found = jdk(25);
    if (found == null) {
      throw CliException.of(
          Exit.UNAVAILABLE,
          "STINT-C001",
          "no JDK 25 found: install one, or set JAVA_HOME to its folder");
    }
    return found;
  }

  /** A file or folder of the built project; refused with one line when it is not there. */
  Path built(String path) {
    Path found = home.resolve(path);
    if (!Files.exists(found)) {
      throw CliException.of(
          Exit.UNAVAILABLE,
          "STINT-C002",
          "not built: [" + path + "] is not in [" + Shown.text(home) + "]; start ./stint there");
    }
    return found;
  }
}
