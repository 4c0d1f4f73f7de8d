package dev.stint.capsules.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Builds every guest of one module into one folder. The same input gives the same bytes.
 *
 * <p>A Java guest is named by its class in lower case, {@code dev.stint.guests.WordCount} becomes
 * {@code wordcount.wasm}; a text guest by its file, {@code hello.wat} becomes {@code hello.wasm}.
 *
 * <p>Threading: builds in different output folders may run at the same time.
 */
public final class BuildGuests {
  private static final String USAGE =
      "usage: BuildGuests [classes folder] [wat folder] [output folder] [main class]...";

  private BuildGuests() {}

  /**
   * Entry point of the build step: classes folder, folder of the {@code .wat} files, output folder,
   * then any number of main classes.
   *
   * @throws GuestBuildException if a guest cannot be built; it fails the build, because this runs
   *     in Maven's own process and must not exit it
   */
  public static void main(String[] args) {
    if (args.length < 3) {
      throw new GuestBuildException(USAGE);
    }
    build(
        Path.of(args[0]),
        Path.of(args[1]),
        Path.of(args[2]),
        List.of(args).subList(3, args.length));
  }

  /**
   * Builds the given main classes and every {@code .wat} file directly in {@code wat}.
   *
   * @param classes folder with the compiled classes of the Java guests
   * @param output created when missing; modules of an earlier build with the same name are replaced
   * @return the written files in the order of their names
   * @throws GuestBuildException at the first guest that cannot be built
   */
  public static List<Path> build(Path classes, Path wat, Path output, List<String> mainClasses) {
    try {
      Files.createDirectories(output);
      Map<String, Guest> guests = new TreeMap<>();
      for (String mainClass : mainClasses) {
        add(guests, javaName(mainClass), mainClass, to -> JavaGuest.build(classes, mainClass, to));
      }
      for (Path source : watFiles(wat)) {
        add(guests, watName(source), source.toString(), to -> WatGuest.build(source, to));
      }
      return write(guests, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> write(Map<String, Guest> guests, Path output) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, Guest> guest : guests.entrySet()) {
      Path target = output.resolve(guest.getKey() + ".wasm");
      Files.deleteIfExists(target);
      guest.getValue().buildTo().write(target);
      written.add(target);
    }
    return written;
  }

  private static void add(Map<String, Guest> guests, String name, String source, BuildTo buildTo) {
    Guest other = guests.putIfAbsent(name, new Guest(source, buildTo));
    if (other != null) {
      throw new GuestBuildException(
          "guest not built: two sources of one name [" + other.source() + "] and [" + source + "]");
    }
  }

  private static List<Path> watFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new GuestBuildException("guests not built: no folder [" + folder + "]");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".wat")).sorted().toList();
    }
  }

  private static String javaName(String mainClass) {
    return mainClass.substring(mainClass.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String watName(Path source) {
    String file = String.valueOf(source.getFileName());
    return file.substring(0, file.length() - ".wat".length());
  }

  private record Guest(String source, BuildTo buildTo) {}

  @FunctionalInterface
  private interface BuildTo {
    void write(Path target) throws IOException;
  }
}
