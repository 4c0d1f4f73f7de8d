package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the table of bad profiles does not say of files. */
class BadFileTest {
  @TempDir Path dir;

  @Test
  void file_ofExactlyOneMebibyte_isRead() throws Exception {
    String comment = "#" + "-".repeat((1 << 20) - Yaml.HEAD.length() - 2) + "\n";
    Path file = Files.writeString(dir.resolve("p.yaml"), comment + Yaml.HEAD);

    assertThat(Files.size(file)).isEqualTo(1 << 20);
    assertThat(ProfileReader.read(file, Strictness.STRICT).profileId()).isEqualTo("p");
  }

  @Test
  void file_behindALink_isRead() throws Exception {
    Path file = Files.writeString(dir.resolve("p.yaml"), Yaml.HEAD);
    Path link = Files.createSymbolicLink(dir.resolve("link.yaml"), file);

    assertThat(ProfileReader.read(link, Strictness.STRICT).profileId()).isEqualTo("p");
  }

  @Test
  void problem_inAFile_hasItsPlaceInParts() throws Exception {
    Path file = Files.writeString(dir.resolve("p.yaml"), Yaml.HEAD + "defualt: {}\n");

    ProfileException e =
        catchThrowableOfType(
            ProfileException.class, () -> ProfileReader.read(file, Strictness.STRICT));

    assertThat(e.code()).isEqualTo("STINT-P002");
    assertThat(e.file()).isEqualTo(file.toString());
    assertThat(e.line()).isEqualTo(3);
    assertThat(e.column()).isEqualTo(1);
  }

  @Test
  void name_withControlCharacters_isOneLine() {
    assertThatThrownBy(
            () -> ProfileReader.read("a\nb\u001b[31m.yaml", new byte[0], Strictness.STRICT))
        .hasMessage(
            "a?b?[31m.yaml:1:1: the file is empty, a profile begins with [schema: 1]"
                + " (STINT-P007)");
  }

  @Test
  void name_thatIsVeryLong_isCut() {
    String name = "long/".repeat(10_000) + "p.yaml";

    assertThatThrownBy(() -> ProfileReader.read(name, new byte[0], Strictness.STRICT))
        .hasMessage(
            "..."
                + name.substring(name.length() - 512)
                + ":1:1: the file is empty, a profile begins with [schema: 1] (STINT-P007)");
    assertThatThrownBy(() -> ProfileReader.read(Path.of(name), Strictness.STRICT))
        .isInstanceOf(ProfileException.class)
        .hasMessageEndingWith("p.yaml: not readable [FileSystemException] (STINT-P001)");
  }
}
