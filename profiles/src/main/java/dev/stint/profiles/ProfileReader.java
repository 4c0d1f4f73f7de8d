package dev.stint.profiles;

import dev.stint.profiles.internal.YamlException;
import dev.stint.profiles.internal.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads profiles. A profile is hostile input: the reader gives a whole document or one exception,
 * in time and memory in proportion to the at most 1 MiB that it reads.
 */
public final class ProfileReader {
  /** What becomes of a field that this version does not know. */
  public enum Strictness {
    /** It is an error: a misspelt limit must not leave something without limit. */
    STRICT,
    /** It is a warning in {@link ProfileDocument#warnings}. */
    LENIENT
  }

  private ProfileReader() {}

  /** Reads a regular file; a pipe or a device is refused because it may never end. */
  public static ProfileDocument read(Path file, Strictness strictness) throws ProfileException {
    byte[] yaml = bytes(file);
    Findings findings = new Findings(Shown.path(file.toString()), strictness);
    return document(findings, Bases.ofFile(file, yaml.length), yaml);
  }

  /**
   * Reads a profile from memory. It may extend a stock profile but no file.
   *
   * @param name what messages and origins call it
   */
  public static ProfileDocument read(String name, byte[] yaml, Strictness strictness)
      throws ProfileException {
    Findings findings = new Findings(Shown.path(name), strictness);
    return document(findings, Bases.ofMemory(name, yaml.length), yaml);
  }

  private static ProfileDocument document(Findings findings, Bases bases, byte[] yaml)
      throws ProfileException {
    return Assembly.document(draft(findings, bases, yaml), findings.warnings());
  }

  static Draft draft(Findings findings, Bases bases, byte[] yaml) throws ProfileException {
    try {
      return new DocumentReader(findings, bases, YamlTree.parse(yaml)).read();
    } catch (YamlException e) {
      throw findings.error(e);
    }
  }

  static byte[] bytes(Path file) throws ProfileException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw notReadable(file, "a directory, not a file");
      }
      if (!attributes.isRegularFile()) {
        throw notReadable(file, "not a regular file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes(YamlTree.LARGEST_BYTES + 1);
      }
    } catch (NoSuchFileException e) {
      throw notReadable(file, "no such file");
    } catch (IOException | SecurityException e) {
      throw notReadable(file, "not readable [" + e.getClass().getSimpleName() + "]");
    }
  }

  private static ProfileException notReadable(Path file, String why) {
    return unreadable(file.toString(), why);
  }

  static ProfileException unreadable(String file, String why) {
    return new ProfileException(
        new ProfileProblem(Shown.path(file), 0, 0, Codes.NOT_READABLE, why));
  }
}
