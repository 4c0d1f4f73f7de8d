package dev.stint.profiles;

/**
 * A profile that cannot be read or bound. The message is one line: place, facts in brackets, code;
 * nothing was bound when it is thrown.
 */
public final class ProfileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String file;
  private final int line;
  private final int column;
  private final String text;

  ProfileException(ProfileProblem problem) {
    super(problem.message());
    this.code = problem.code();
    this.file = problem.file();
    this.line = problem.line();
    this.column = problem.column();
    this.text = problem.text();
  }

  /** What is wrong, without place and code. */
  String text() {
    return text;
  }

  /** The code of its page in {@code docs/errors}, such as {@code STINT-P002}. */
  public String code() {
    return code;
  }

  /** The file as it was named by the caller, with control characters replaced. */
  public String file() {
    return file;
  }

  /** The line from 1 on, or 0 where the file as a whole is meant. */
  public int line() {
    return line;
  }

  /** The column from 1 on, or 0 where the file as a whole is meant. */
  public int column() {
    return column;
  }
}
