package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code stint profile explain} and {@code diff} as processes. */
class ProfileExplainIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK =
      Pattern.compile("<!-- output -->\\s*```sh\\n(.*?)```\\s*```text\\n(.*?)```", Pattern.DOTALL);

  record Shown(String script, String output) {
    @Override
    public String toString() {
      return script.lines().findFirst().orElse("");
    }
  }

  static List<Shown> shown() throws IOException {
    return BLOCK
        .matcher(Files.readString(ROOT.resolve("docs/guide/profiles-explain.md")))
        .results()
        .map(block -> new Shown(block.group(1), block.group(2)))
        .toList();
  }

  /** The first has an argument, a property, two files and variables at once. */
  @ParameterizedTest
  @MethodSource("shown")
  @Tag("L-12")
  @Tag("A-47")
  void commandInTheGuide_printsWhatTheGuideShows(Shown shown) throws Exception {
    Started started = Started.start(Path.of("/bin/sh"), ROOT, Map.of(), "-e", "-c", shown.script());

    assertThat(started.err()).isEmpty();
    assertThat(started.out()).isEqualTo(shown.output());
    assertThat(started.status()).isZero();
  }

  @Test
  void guide_showsTheProfilesOfItsFolder() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/guide/profiles-explain.md"));

    for (String file : List.of("tenants-base.yaml", "tenants.yaml")) {
      String text = Files.readString(ROOT.resolve("docs/guide").resolve(file));
      assertThat(page).contains("`" + file + "`:\n\n```yaml\n" + text + "```\n");
    }
  }

  @Test
  void propertyOfTheJvmItself_counts() throws Exception {
    Map<String, String> environment =
        Map.of("JAVA_TOOL_OPTIONS", "-Dstint.set.default.timerWaiterLimit=7");

    Started started =
        Started.start(
            Started.LAUNCHER, ROOT, environment, "profile", "explain", "guest", "default");

    assertThat(started.out())
        .startsWith("profile [guest] version [1] epoch [1] from [stock profile guest]\n")
        .containsPattern("(?m)^  timerWaiterLimit +7 +denies \\(agent\\) +-Dstint.set$");
    assertThat(started.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(121));
    assertThat(started.status()).isZero();
  }
}
