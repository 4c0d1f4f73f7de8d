package dev.stint.guests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.capsules.tools.BuildGuests;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestsBuildTest {
  private static final byte[] MAGIC = {0, 'a', 's', 'm', 1, 0, 0, 0};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clock",
        "echo",
        "exit3",
        "fib",
        "grow",
        "hello",
        "primes",
        "recurse",
        "spin",
        "trap",
        "wordcount"
      })
  void module_builtByMaven_isWasm(String name) throws IOException {
    assertThat(Run.module(name)).startsWith(MAGIC);
  }

  @Test
  void build_sameSourcesAgain_givesTheSameBytes() throws Exception {
    List<Path> again =
        BuildGuests.build(
            classes(),
            Path.of("src/main/wat"),
            folder,
            List.of(Primes.class.getName(), WordCount.class.getName()));

    assertThat(again).hasSize(11);
    for (Path module : again) {
      Path first = classes().resolve("capsules").resolve(module.getFileName());
      assertThat(module).hasSameBinaryContentAs(first);
      assertThat(Files.size(module)).isLessThan(1 << 20);
    }
  }

  private static Path classes() throws URISyntaxException {
    return Path.of(WordCount.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
