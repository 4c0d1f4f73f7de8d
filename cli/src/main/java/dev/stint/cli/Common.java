package dev.stint.cli;

import picocli.CommandLine.Option;

/** The options that every command has. */
final class Common {
  static final String DEBUG = "--debug";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(names = DEBUG, description = "On an unexpected fault, print the stack trace too.")
  private boolean debug;
}
