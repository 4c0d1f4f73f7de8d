package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees of bad profiles; all of them stand in docs/guide/bad-profiles.md. */
class BadProfileCheckTest {
  private static final String HEAD = "schema: 1\nprofileId: p\n";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "default: {threadLimit: -5}; 3:24: field [threadLimit], amount [-5] is negative"
            + " (STINT-P013)",
        "default: &a {threadLimit: 1}; 3:10: anchors are not supported, write the value itself"
            + " (STINT-P008)",
        "default: {threadLimit: {hard: 4, soft: 5}}; 3:40: field [threadLimit] has soft [5] above"
            + " hard [4] (STINT-P015)",
        "epoch: -1; 3:8: epoch [-1] is not a whole number from 0 on (STINT-P010)",
        "extends: bad.yaml; 3:10: extends [bad.yaml], a cycle of [1] profiles, none ends it"
            + " (STINT-P024)",
      })
  void check_ofABadProfile_isOneLineAndAStatus(String line, String message) throws IOException {
    Path file = write(HEAD + line + "\n");

    Typed typed = check(file);

    assertThat(typed.err()).isEqualTo(file + ":" + message + "\n");
    assertThat(typed.out()).isEmpty();
    assertThat(typed.status()).isEqualTo(78);
  }

  @Test
  void check_ofATooLargeFile_isOneLine() throws IOException {
    Path file = write(HEAD + "#".repeat(10_000_000));

    assertThat(check(file))
        .isEqualTo(new Typed(78, "", file + ": larger than [1Mi] bytes (STINT-P003)\n"));
  }

  @Test
  void check_ofANamedPipe_doesNotWaitForItsWriter() throws Exception {
    Path pipe = folder.resolve("pipe.yaml");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    String message = "profile [" + pipe + "]: no such file (STINT-C051)\n";
    assertThat(check(pipe)).isEqualTo(new Typed(66, "", message));
  }

  @Test
  void check_ofManyBadFiles_isOneLineForEach() throws IOException {
    Path bad = write(HEAD + "zzz: {}\n".repeat(1_000));
    List<String> arguments = new ArrayList<>(Collections.nCopies(100, bad.toString()));
    arguments.addAll(0, List.of("profile", "check"));

    Typed typed = Typed.stint(arguments.toArray(String[]::new));

    assertThat(typed.err().lines()).hasSize(100).containsOnly(duplicate(bad));
    assertThat(typed.status()).isEqualTo(78);
  }

  private static String duplicate(Path file) {
    return file + ":4:1: duplicate field [zzz], it is first in line [3] (STINT-P006)";
  }

  private static Typed check(Path file) {
    return Typed.stint("profile", "check", file.toString());
  }

  private Path write(String text) throws IOException {
    return Files.write(folder.resolve("bad.yaml"), text.getBytes(StandardCharsets.UTF_8));
  }
}
