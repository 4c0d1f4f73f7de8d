package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.internal.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

/**
 * Reads the bytes of a profile twice: half of an old and half of a new file could be a valid
 * profile with limits that nobody wrote. Another size, time, identity or content the second time
 * and the file is refused. A writer that stops half way for longer than both readings take cannot
 * be told from a finished one; write to another file and rename it.
 */
final class ProfileFile {
  private ProfileFile() {}

  /** What tells one state of a file from another. */
  private record State(long size, FileTime modified, @Nullable Object identity) {
    static State of(Path file) throws IOException, ProfileException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (now.isDirectory()) {
        throw refused(file, Codes.NOT_READABLE, "a directory, not a file");
      }
      if (!now.isRegularFile()) {
        throw refused(file, Codes.NOT_READABLE, "not a regular file");
      }
      return new State(now.size(), now.lastModifiedTime(), now.fileKey());
    }
  }

  /** The whole file, or one byte more than the largest profile of a larger one. */
  static byte[] read(Path file) throws ProfileException {
    return read(file, () -> {});
  }

  /**
   * The same.
   *
   * @param between runs after the first of the two readings
   */
  static byte[] read(Path file, Runnable between) throws ProfileException {
    try {
      State before = State.of(file);
      byte[] first = bytes(file);
      between.run();
      boolean same = Arrays.equals(first, bytes(file));
      if (!same || !before.equals(State.of(file))) {
        throw refused(file, Codes.CHANGED, "changed while it was read, try again");
      }
      return first;
    } catch (NoSuchFileException e) {
      throw refused(file, Codes.NOT_READABLE, "no such file");
    } catch (IOException | SecurityException e) {
      String why = "not readable [" + e.getClass().getSimpleName() + "]";
      throw refused(file, Codes.NOT_READABLE, why);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(YamlTree.LARGEST_BYTES + 1);
    }
  }

  private static ProfileException refused(Path file, String code, String why) {
    return refused(file.toString(), code, why);
  }

  static ProfileException refused(String file, String code, String why) {
    return new ProfileException(new ProfileProblem(Shown.path(file), 0, 0, code, why));
  }
}
