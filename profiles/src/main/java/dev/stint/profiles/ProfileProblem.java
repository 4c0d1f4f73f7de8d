package dev.stint.profiles;

/**
 * One finding in a profile, as an error or as a warning.
 *
 * @param line from 1 on, or 0 where the file as a whole is meant
 * @param column from 1 on, or 0 where the file as a whole is meant
 * @param text what is wrong, without place and code
 */
public record ProfileProblem(String file, int line, int column, String code, String text) {
  /** The whole message, one line, such as {@code p.yaml:3:5: duplicate field [x] (STINT-P006)}. */
  public String message() {
    String place = line == 0 ? file : file + ":" + line + ":" + column;
    return place + ": " + text + " (" + code + ")";
  }

  @Override
  public String toString() {
    return message();
  }
}
