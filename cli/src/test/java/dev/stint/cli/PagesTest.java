package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that the command line and the launcher print has a page, and each page a code. */
class PagesTest {
  private static final Pattern CODE = Pattern.compile("STINT-C\\d{3}");

  @Test
  void codes_andPages_areTheSame() throws IOException {
    Set<String> used = new TreeSet<>(codes(Files.readString(Path.of("../stint"))));
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : (Iterable<Path>) sources.filter(Files::isRegularFile)::iterator) {
        used.addAll(codes(Files.readString(source)));
      }
    }

    assertThat(pages()).containsExactlyElementsOf(used);
  }

  @Test
  void title_ofAPage_beginsWithItsCode() throws IOException {
    for (String code : pages()) {
      Path page = Path.of("../docs/errors", code + ".md");
      assertThat(Files.readString(page)).startsWith("# " + code + ": ").contains("What to do: ");
    }
  }

  private static Set<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../docs/errors"))) {
      return new TreeSet<>(
          files
              .map(file -> file.getFileName().toString().replace(".md", ""))
              .filter(CODE.asMatchPredicate())
              .toList());
    }
  }

  private static Set<String> codes(String text) {
    Set<String> codes = new TreeSet<>();
    Matcher matcher = CODE.matcher(text);
    while (matcher.find()) {
      codes.add(matcher.group());
    }
    return codes;
  }
}
