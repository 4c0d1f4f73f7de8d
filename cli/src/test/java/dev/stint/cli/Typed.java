package dev.stint.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** What a command line printed, run within this JVM. */
record Typed(int status, String out, String err) {
  static Typed stint(String... args) {
    return stint(Path.of("no-such-home"), List.of(Jdk.running()), args);
  }

  static Typed stint(Path home, List<Jdk> jdks, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Setting setting =
        new Setting(home, jdks, new PrintWriter(out, true), new PrintWriter(err, true));
    int status = new Stint(setting).run(args);
    return new Typed(status, out.toString(), err.toString());
  }
}
