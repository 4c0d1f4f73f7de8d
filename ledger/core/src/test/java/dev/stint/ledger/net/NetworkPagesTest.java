package dev.stint.ledger.net;

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

/** Every code of this package has its page. */
class NetworkPagesTest {
  private static final Pattern CODE = Pattern.compile("STINT-N\\d{3}");

  @Test
  void everyCode_hasAPage() throws IOException {
    Set<String> codes = new TreeSet<>();
    List<Path> sources;
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/stint/ledger/net"))) {
      sources = files.toList();
    }
    for (Path source : sources) {
      Matcher code = CODE.matcher(Files.readString(source));
      while (code.find()) {
        codes.add(code.group());
      }
    }

    assertThat(codes).hasSize(8);
    for (String code : codes) {
      assertThat(Files.readString(Path.of("../../docs/errors", code + ".md")))
          .startsWith("# " + code + ": ")
          .contains("**What to do**: ");
    }
  }
}
