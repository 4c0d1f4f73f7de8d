package dev.stint.cli;

import java.io.PrintWriter;
import java.util.List;

/** Prints the steps of the demo, and ends it when one did not go as it should. */
final class DemoPrinter {
  private final Setting setting;
  private int step;

  DemoPrinter(Setting setting) {
    this.setting = setting;
  }

  void step(String title) {
    step++;
    out().printf("%n== %d. %s%n%n", step, title);
    out().flush();
  }

  /** A command that a reader can type to get what follows. */
  void command(String text) {
    out().println("$ " + text);
    out().flush();
  }

  void line(String text) {
    out().println(text);
    out().flush();
  }

  void lines(List<String> lines) {
    lines.forEach(this::line);
  }

  /** Runs one command of this command line in this process. */
  int stint(String... args) {
    return new Stint(setting).run(args);
  }

  void expect(String what, long expected, long actual) {
    if (expected != actual) {
      throw CliException.of(
          Exit.SOFTWARE,
          "STINT-C060",
          "demo: expected that " + what + " [" + expected + "], but got [" + actual + "]");
    }
  }

  void expect(String what, boolean holds) {
    expect(what, 1, holds ? 1 : 0);
  }

  private PrintWriter out() {
    return setting.out();
  }
}
