package dev.stint.cli;

/** A user's mistake or a missing part: one line with a code, and an exit status. */
final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private CliException(int status, String line) {
    super(line);
    this.status = status;
  }

  /** One with a page of its own, {@code docs/errors/CODE.md}. */
  static CliException of(int status, String code, String text) {
    return new CliException(status, text + " (" + code + ")");
  }

  /** One whose line already ends in a code and is safe to print. */
  static CliException line(int status, String line) {
    return new CliException(status, line);
  }

  /** One whose line already ends in a code, for example from a profile. */
  static CliException passedOn(int status, Exception cause) {
    return passedOn(status, "", cause);
  }

  /** The same, with what it is about in front. */
  static CliException passedOn(int status, String what, Exception cause) {
    return new CliException(status, what + cause.getMessage());
  }

  int status() {
    return status;
  }
}
