package dev.stint.profiles;

import java.nio.file.Path;

/** Reads profiles. */
public final class ProfileReader {
  /** What becomes of a field that this version does not know. */
  public enum Strictness {
    /** It is an error: a misspelt limit must not leave something without limit. */
    STRICT,
    /** It is a warning in {@link ProfileDocument#warnings}. */
    LENIENT
  }

  private ProfileReader() {}

  /** Reads a file. */
  public static ProfileDocument read(Path file, Strictness strictness) throws ProfileException {
    throw new ProfileException(new ProfileProblem(file.toString(), 0, 0, "STINT-P001", "later"));
  }

  /**
   * Reads a profile from memory.
   *
   * @param name what messages and origins call it
   */
  public static ProfileDocument read(String name, byte[] yaml, Strictness strictness)
      throws ProfileException {
    throw new ProfileException(new ProfileProblem(name, 0, 0, "STINT-P001", "later"));
  }
}
