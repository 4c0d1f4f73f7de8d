package dev.stint.profiles;

import dev.stint.profiles.internal.YamlException;
import dev.stint.profiles.internal.YamlTree;
import java.nio.file.Path;

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

  /**
   * Reads a regular file. A pipe or a device is refused because it may never end, and so is a file
   * that changes while it is read.
   */
  public static ProfileDocument read(Path file, Strictness strictness) throws ProfileException {
    byte[] yaml = ProfileFile.read(file);
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
}
