package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.profiles.ProfileReader.Strictness;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BadFileTest {
  @TempDir Path dir;

  @Test
  void file_thatIsMissing_isRefused() {
    Path file = dir.resolve("no.yaml");

    assertThatThrownBy(() -> ProfileReader.read(file, Strictness.STRICT))
        .isInstanceOf(ProfileException.class)
        .hasMessage(file + ": no such file (STINT-P001)");
  }

  @Test
  void file_thatIsADirectory_isRefused() {
    assertThatThrownBy(() -> ProfileReader.read(dir, Strictness.STRICT))
        .isInstanceOf(ProfileException.class)
        .hasMessage(dir + ": a directory, not a file (STINT-P001)");
  }

  @Test
  void file_thatIsALinkToItself_isNotReadable() throws Exception {
    Path link = dir.resolve("p.yaml");
    Files.createSymbolicLink(link, link);

    assertThatThrownBy(() -> ProfileReader.read(link, Strictness.STRICT))
        .isInstanceOf(ProfileException.class)
        .hasMessage(link + ": not readable [FileSystemException] (STINT-P001)");
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void file_thatNeverEnds_isRefusedUnread() {
    assertThatThrownBy(() -> ProfileReader.read(Path.of("/dev/zero"), Strictness.STRICT))
        .isInstanceOf(ProfileException.class)
        .hasMessage("/dev/zero: not a regular file (STINT-P001)");
  }

  @Test
  void file_aboveOneMebibyte_isRefusedBeforeParsing() throws Exception {
    Path file = dir.resolve("big.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }

    assertThatThrownBy(() -> ProfileReader.read(file, Strictness.STRICT))
        .isInstanceOf(ProfileException.class)
        .hasMessage(file + ": larger than [1Mi] bytes (STINT-P003)");
  }

  @Test
  void file_ofExactlyOneMebibyte_isRead() throws Exception {
    String comment = "#" + "-".repeat((1 << 20) - Yaml.HEAD.length() - 2) + "\n";
    Path file = Files.writeString(dir.resolve("p.yaml"), comment + Yaml.HEAD);

    assertThat(Files.size(file)).isEqualTo(1 << 20);
    assertThat(ProfileReader.read(file, Strictness.STRICT).profileId()).isEqualTo("p");
  }

  @Test
  void file_thatIsRead_namesThePlaceOfAProblem() throws Exception {
    Path file = Files.writeString(dir.resolve("p.yaml"), Yaml.HEAD + "defualt: {}\n");

    ProfileException e =
        catchThrowableOfType(
            ProfileException.class, () -> ProfileReader.read(file, Strictness.STRICT));

    assertThat(e)
        .hasMessage(file + ":3:1: unknown field [defualt], did you mean [default]? (STINT-P002)");
    assertThat(e.code()).isEqualTo("STINT-P002");
    assertThat(e.file()).isEqualTo(file.toString());
    assertThat(e.line()).isEqualTo(3);
    assertThat(e.column()).isEqualTo(1);
  }

  @Test
  void bytes_thatAreNotUtf8_areRefusedWithTheirPlace() {
    byte[] latin = (Yaml.HEAD + "# caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] wide = Yaml.HEAD.getBytes(StandardCharsets.UTF_16);

    assertThat(Yaml.refusal(latin))
        .isEqualTo(
            "p.yaml:3:6: not UTF-8, [1] bytes cannot be decoded; save the file as UTF-8"
                + " (STINT-P004)");
    assertThat(Yaml.refusal(wide))
        .isEqualTo(
            "p.yaml:1:1: not UTF-8, [1] bytes cannot be decoded; save the file as UTF-8"
                + " (STINT-P004)");
  }

  @Test
  void bytes_cutInsideACharacter_areRefused() {
    byte[] text = Yaml.bytes(Yaml.HEAD + "# \u20ac");
    byte[] cut = Arrays.copyOf(text, text.length - 1);

    assertThat(Yaml.refusal(cut))
        .isEqualTo(
            "p.yaml:3:3: not UTF-8, [2] bytes cannot be decoded; save the file as UTF-8"
                + " (STINT-P004)");
  }

  @Test
  void name_withControlCharacters_isOneLine() {
    assertThatThrownBy(
            () -> ProfileReader.read("a\nb\u001b[31m.yaml", new byte[0], Strictness.STRICT))
        .hasMessage(
            "a?b?[31m.yaml:1:1: the file is empty, a profile begins with [schema: 1]"
                + " (STINT-P007)");
  }
}
