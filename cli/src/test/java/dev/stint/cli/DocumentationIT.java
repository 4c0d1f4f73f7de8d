package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shell block that documentation marks with {@code <!-- run -->} ends with status 0. */
class DocumentationIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK =
      Pattern.compile("<!-- run -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  record Snippet(String page, String script) {
    @Override
    public String toString() {
      return page + ": " + script.lines().findFirst().orElse("");
    }
  }

  static List<Snippet> snippets() throws Exception {
    try (Stream<Path> guide = Files.list(ROOT.resolve("docs/guide"))) {
      List<Path> pages =
          Stream.concat(Stream.of(ROOT.resolve("README.md")), guide.sorted())
              .filter(page -> page.toString().endsWith(".md"))
              .toList();
      return pages.stream().flatMap(DocumentationIT::of).toList();
    }
  }

  private static Stream<Snippet> of(Path page) {
    try {
      String name = ROOT.relativize(page).toString();
      return BLOCK
          .matcher(Files.readString(page))
          .results()
          .map(block -> new Snippet(name, block.group(1)));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void snippet_runsAsItStands(Snippet snippet) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder("sh", "-e", "-c", "mkdir -p target/recipe\n" + snippet.script())
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("%s ended", snippet).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }
}
