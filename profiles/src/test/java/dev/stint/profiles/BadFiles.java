package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.profiles.ProfileReader.Strictness;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Makes what stands in the place of a profile, by the words of {@code bad-profiles.txt}. */
final class BadFiles {
  private static final String GOOD = Yaml.HEAD + "default: {threadLimit: 4}\n";

  private BadFiles() {}

  static ProfileDocument read(String words, Path file) throws Exception {
    return switch (words) {
      case "a file that is written while it is read" -> readChanging(file, BadFiles::write);
      case "a file that is replaced while it is read" -> readChanging(file, BadFiles::replace);
      default -> ProfileReader.read(make(words, file), Strictness.STRICT);
    };
  }

  private static Path make(String words, Path file) throws Exception {
    return switch (words) {
      case "a file that is not there" -> file;
      case "a directory" -> Files.createDirectory(file);
      case "a named pipe" -> pipe(file);
      case "a device that never ends" -> Path.of("/dev/zero");
      case "a link to itself" -> Files.createSymbolicLink(file, file);
      case "a file that the system does not let read" -> Path.of("/proc/self/mem");
      case "a file of 10 MB" -> Files.writeString(file, Yaml.HEAD + "#".repeat(10_000_000));
      case "a file of 1 TiB with nothing in it" -> sparse(file);
      case "two files that extend each other" -> chain(file, 2, "bad.yaml");
      case "ten files that extend one another" -> chain(file, 10, "service");
      case "an empty file" -> Files.createFile(file);
      default -> Files.write(file, text(words));
    };
  }

  private static byte[] text(String words) {
    return switch (words) {
      case "a file in UTF-16" -> Yaml.HEAD.getBytes(StandardCharsets.UTF_16);
      case "one million principals" -> Yaml.bytes(principals(1_000_000));
      case "thirty-three lists inside each other" ->
          Yaml.bytes(Yaml.HEAD + "x-deep: " + "[".repeat(32) + "]".repeat(32));
      case "one hundred thousand maps inside each other" ->
          Yaml.bytes(Yaml.HEAD + "x-deep: " + "{a: ".repeat(100_000));
      case "a name of ten thousand characters" ->
          Yaml.bytes("schema: 1\nprofileId: " + "n".repeat(10_000));
      default -> throw new IllegalArgumentException(words);
    };
  }

  /** As many principals in as few bytes as there can be. */
  static String principals(int count) {
    StringBuilder yaml = new StringBuilder(Yaml.HEAD).append("principals: {");
    for (int i = 0; i < count; i++) {
      yaml.append(Integer.toString(i, 36)).append(": {},");
    }
    return yaml.append("}\n").toString();
  }

  private static Path pipe(Path file) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    return file;
  }

  /** Files of which each extends the next, and the last one that base. */
  private static Path chain(Path file, int length, String base) throws IOException {
    Path here = file;
    for (int i = 2; i <= length; i++) {
      Files.writeString(here, Yaml.HEAD + "extends: base" + i + ".yaml\n");
      here = file.resolveSibling("base" + i + ".yaml");
    }
    Files.writeString(here, Yaml.HEAD + "extends: " + base + "\n");
    return file;
  }

  private static Path sparse(Path file) throws IOException {
    try (RandomAccessFile holes = new RandomAccessFile(file.toFile(), "rw")) {
      holes.setLength(1L << 40);
    }
    return file;
  }

  private interface Change {
    void to(Path file) throws IOException;
  }

  /** The other reader waits between the two readings until the writer is done. */
  private static ProfileDocument readChanging(Path file, Change change) throws Exception {
    Files.writeString(file, GOOD);
    Runnable between =
        () -> {
          try {
            change.to(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    byte[] yaml = ProfileFile.read(file, between);
    return ProfileReader.read(file.toString(), yaml, Strictness.STRICT);
  }

  private static void write(Path file) throws IOException {
    Files.writeString(file, "# more\n", StandardOpenOption.APPEND);
  }

  /** By a file of the same size and content: only its identity is another one. */
  private static void replace(Path file) throws IOException {
    Path other = Files.writeString(file.resolveSibling("new.yaml"), GOOD);
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
