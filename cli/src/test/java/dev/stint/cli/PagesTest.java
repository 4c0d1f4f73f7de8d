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

/**
 * Every code that the command line, the launcher and the denials of the kernel print has a page,
 * and each page a code.
 */
class PagesTest {
  private static final Pattern CODE = Pattern.compile("STINT-[CK]\\d{3}");

  @Test
  void codes_andPages_areTheSame() throws IOException {
    Set<String> used = new TreeSet<>(codes(Files.readString(Path.of("../stint"))));
    used.addAll(codesBelow(Path.of("src/main/java")));
    used.addAll(codesBelow(Path.of("../ledger/core/src/main/java")));

    assertThat(pages()).containsExactlyElementsOf(used);
  }

  private static Set<String> codesBelow(Path directory) throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(directory)) {
      for (Path source : (Iterable<Path>) sources.filter(Files::isRegularFile)::iterator) {
        used.addAll(codes(Files.readString(source)));
      }
    }
    return used;
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
