package dev.stint.cli;

/** Where the launcher enters. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(new Stint(Setting.ofThisProcess()).run(args));
  }
}
