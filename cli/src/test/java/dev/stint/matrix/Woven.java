package dev.stint.matrix;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the agent's weavers name: the constants of their class files. */
final class Woven {
  private final List<String> constants = new ArrayList<>();

  Woven(Path classes) {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
        constants.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a class names {@code ThreadSites.starting}, or the type and the method apart. */
  boolean names(JavaCodeUnit unit) {
    String type = unit.getOwner().getSimpleName();
    String both = constant(type + "." + unit.getName());
    String method = constant(unit.getName());
    String apart = constant(type);
    String internal = constant(unit.getOwner().getName().replace('.', '/'));
    return constants.stream()
        .anyMatch(
            text ->
                text.contains(both)
                    || text.contains(method) && (text.contains(apart) || text.contains(internal)));
  }

  /** As it stands in a constant pool: the tag of text, its length, its bytes. */
  private static String constant(String text) {
    return "\u0001" + (char) (text.length() >> 8) + (char) (text.length() & 255) + text;
  }
}
