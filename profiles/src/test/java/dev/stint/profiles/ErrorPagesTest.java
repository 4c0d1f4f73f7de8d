package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorPagesTest {
  private static final Path PAGES = Path.of("..", "docs", "errors");

  @Test
  void code_ofEveryProblem_hasAPageThatBeginsWithIt() throws Exception {
    for (String code : codes()) {
      List<String> lines = Files.readAllLines(PAGES.resolve(code + ".md"));

      assertThat(lines.get(0)).startsWith("# " + code + ": ");
      assertThat(lines).as(code).hasSizeBetween(5, 20);
    }
  }

  @Test
  void page_ofAProfileProblem_hasACode() throws Exception {
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.list(PAGES)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("STINT-P"))
          .forEach(name -> pages.add(name.replace(".md", "")));
    }

    assertThat(pages).isEqualTo(codes());
  }

  private static Set<String> codes() throws ReflectiveOperationException {
    Set<String> codes = new TreeSet<>();
    Class<?> ofHosts = Class.forName("dev.stint.profiles.host.HostCodes");
    for (Class<?> list : List.of(Codes.class, ofHosts)) {
      for (Field field : list.getDeclaredFields()) {
        field.setAccessible(true);
        codes.add((String) field.get(null));
      }
    }
    return codes;
  }
}
