package dev.stint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorPagesTest {
  private static final Pattern CODE = Pattern.compile("STINT-H\\d{3}");
  private static final Path PAGES = Path.of("../../docs/errors");

  @Test
  void codes_andPages_areTheSameSet() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Path source : list(Path.of("src/main/java"))) {
      Matcher code = CODE.matcher(Files.readString(source));
      while (code.find()) {
        codes.add(code.group());
      }
    }
    Set<String> pages = new TreeSet<>();
    for (Path page : list(PAGES)) {
      String name = page.getFileName().toString();
      if (CODE.matcher(name).lookingAt()) {
        pages.add(name.substring(0, name.indexOf('.')));
        assertThat(Files.readString(page)).startsWith("# " + name.replace(".md", "") + ": ");
      }
    }

    assertThat(codes).hasSizeGreaterThan(10).isEqualTo(pages);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
