package dev.stint.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code of the audit has a page, and each page a code. */
class ErrorPagesTest {
  private static final Pattern CODE = Pattern.compile("STINT-T\\d{3}");

  @Test
  void codes_andPages_areTheSame() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        CODE.matcher(Files.readString(source)).results().map(MatchResult::group).forEach(used::add);
      }
    }
    Set<String> pages;
    try (Stream<Path> files = Files.list(Path.of("../../docs/errors"))) {
      pages =
          files
              .map(file -> file.getFileName().toString().replace(".md", ""))
              .filter(CODE.asMatchPredicate())
              .collect(Collectors.toCollection(TreeSet::new));
    }

    assertThat(pages).containsExactlyElementsOf(used);
    for (String page : pages) {
      assertThat(Files.readString(Path.of("../../docs/errors", page + ".md")))
          .startsWith("# " + page + ": ")
          .contains("What to do: ");
    }
  }
}
