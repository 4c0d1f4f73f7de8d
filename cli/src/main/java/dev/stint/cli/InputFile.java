package dev.stint.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Files and directories that the user named, looked at before anything starts. */
final class InputFile {
  private InputFile() {}

  /** A readable regular file; refused with the exit status 66 otherwise. */
  static Path require(String what, String path, String code) {
    Path file = path(what, path, code);
    if (!Files.exists(file)) {
      throw refused(what, path, "no such file", code);
    }
    if (Files.isDirectory(file)) {
      throw refused(what, path, "is a directory", code);
    }
    if (!Files.isReadable(file)) {
      throw refused(what, path, "no permission", code);
    }
    return file;
  }

  /** A directory; refused with the exit status 66 otherwise. */
  static Path requireDirectory(String what, String path, String code) {
    Path directory = path(what, path, code);
    if (!Files.isDirectory(directory)) {
      throw refused(
          what, path, Files.exists(directory) ? "not a directory" : "no such directory", code);
    }
    return directory;
  }

  /** A path, there or not. */
  static Path path(String what, String path, String code) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw refused(what, path, "not a path", code);
    }
  }

  private static CliException refused(String what, String path, String reason, String code) {
    return CliException.of(Exit.NO_INPUT, code, what + " [" + Shown.text(path) + "]: " + reason);
  }
}
