package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.profiles.internal.YamlNode.Field;
import dev.stint.profiles.internal.YamlNode.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what {@code extends:} names: a stock profile, or a file beside the one that names it. A
 * chain of files is bounded in length and in bytes, and each file is read once. Immutable.
 */
final class Bases {
  /** How many profiles may be extended one through the other. */
  static final int DEEPEST = 8;

  /** All files of a chain together, in bytes. */
  static final int MOST_BYTES = 4 << 20;

  /** The file whose folder paths are relative to, or null: then only stock profiles are found. */
  private final @Nullable Path file;

  /** What was read on the way here, by its identity. */
  private final List<String> chain;

  private final int bytes;

  private Bases(@Nullable Path file, List<String> chain, int bytes) {
    this.file = file;
    this.chain = chain;
    this.bytes = bytes;
  }

  static Bases ofFile(Path file, int bytes) {
    return new Bases(file, List.of(identity(file)), bytes);
  }

  /** A profile from memory has no folder: it must not make this process open files. */
  static Bases ofMemory(String name, int bytes) {
    return new Bases(null, List.of("memory " + name), bytes);
  }

  Draft read(Findings findings, Field field) throws ProfileException {
    String text = Shapes.text(findings, field);
    if (!Shown.isPlain(text)) {
      throw error(findings, field, Codes.EXTENDS, "not the name of a profile");
    }
    return ProfileSource.looksLikePath(text)
        ? readFile(findings, field, text)
        : readStock(findings, field, text);
  }

  private Draft readStock(Findings findings, Field field, String name) throws ProfileException {
    if (!StockProfiles.names().contains(name)) {
      throw error(findings, field, Codes.NO_STOCK_PROFILE, ProfileSource.unknown(name));
    }
    String resource = name + ".yaml";
    try (InputStream in = StockProfiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no [" + resource + "]");
      }
      return read(findings, field, "stock " + name, null, resource, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Draft readFile(Findings findings, Field field, String text) throws ProfileException {
    if (file == null) {
      throw error(
          findings,
          field,
          Codes.EXTENDS,
          "only a profile that is a file can extend one, this one can extend a stock profile");
    }
    Path path;
    try {
      path = Path.of(text);
    } catch (InvalidPathException e) {
      throw error(findings, field, Codes.EXTENDS, "not the name of a file");
    }
    if (path.isAbsolute()) {
      throw error(findings, field, Codes.EXTENDS, "a path is relative to this file");
    }
    Path base = file.resolveSibling(path);
    return read(
        findings, field, identity(base), base, base.toString(), content(findings, field, base));
  }

  private static byte[] content(Findings findings, Field field, Path base) throws ProfileException {
    try {
      return ProfileFile.read(base);
    } catch (ProfileException e) {
      throw error(findings, field, e.code(), e.text());
    }
  }

  private Draft read(
      Findings findings, Field field, String id, @Nullable Path base, String name, byte[] yaml)
      throws ProfileException {
    if (chain.contains(id)) {
      int around = chain.size() - chain.indexOf(id);
      throw error(
          findings,
          field,
          Codes.EXTENDS_CHAIN,
          "a cycle of [" + around + "] profiles, none ends it");
    }
    if (chain.size() > DEEPEST) {
      throw error(
          findings, field, Codes.EXTENDS_CHAIN, "more than [" + DEEPEST + "] profiles in a chain");
    }
    int all = bytes + yaml.length;
    if (all > MOST_BYTES) {
      throw error(
          findings, field, Codes.TOO_LARGE, "all files together are larger than [4Mi] bytes");
    }
    List<String> longer = new ArrayList<>(chain);
    longer.add(id);
    Findings own = findings.of(Shown.path(name));
    try {
      return ProfileReader.draft(own, new Bases(base, longer, all), yaml);
    } catch (ProfileException e) {
      throw e.line() == 0 ? error(findings, field, e.code(), e.text()) : e;
    } finally {
      findings.adopt(own);
    }
  }

  /** The same for all names of a file; a file that cannot be read now has its name. */
  private static String identity(Path file) {
    try {
      return "file " + file.toRealPath();
    } catch (IOException | SecurityException e) {
      return "file " + file.toAbsolutePath().normalize();
    }
  }

  private static ProfileException error(Findings findings, Field field, String code, String text) {
    String shown = Shown.value(field.value() instanceof Scalar scalar ? scalar.text() : "");
    return findings.error(field.value(), code, "extends [" + shown + "], " + text);
  }
}
