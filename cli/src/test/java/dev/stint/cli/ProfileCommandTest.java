package dev.stint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.StockProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileCommandTest {
  private static final String HEAD = "schema: 1\nprofileId: mine\nversionId: \"1\"\nepoch: 1\n";

  @TempDir Path folder;

  @Test
  void check_ofAValidProfile_saysWhatIsInIt() throws IOException {
    Path file = write("good.yaml", HEAD + "default:\n  threadLimit: 4\n  socketLimit: 2\n");

    Typed typed = Typed.stint("profile", "check", file.toString());

    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .isEqualTo(file + ": valid, profile [mine] version [1], principals [0], limits [2]\n");
    assertThat(typed.status()).isZero();
  }

  @Test
  void check_ofAMisspeltField_saysWhereAndWhatWasMeant() throws IOException {
    Path file = write("bad.yaml", HEAD + "default:\n  threadLimt: 4\n");

    Typed typed = Typed.stint("profile", "check", file.toString());

    assertThat(typed.err())
        .isEqualTo(
            file + ":6:3: unknown field [threadLimt], did you mean [threadLimit]? (STINT-P002)\n");
    assertThat(typed.out()).isEmpty();
    assertThat(typed.status()).isEqualTo(78);
  }

  @Test
  void check_ofSeveral_tellsOfEach_andEndsWithTheWorst() throws IOException {
    Path good = write("good.yaml", HEAD);
    Path bad = write("bad.yaml", HEAD + "epoch: 2\n");
    Path gone = folder.resolve("gone.yaml");

    Typed typed = Typed.stint("profile", "check", gone.toString(), bad.toString(), good.toString());

    assertThat(typed.err().lines())
        .hasSize(2)
        .first()
        .isEqualTo("profile [" + gone + "]: no such file (STINT-C051)");
    assertThat(typed.out()).startsWith(good + ": valid");
    assertThat(typed.status()).isEqualTo(78);
  }

  @Test
  void show_withoutAName_listsThem() {
    assertThat(Typed.stint("profile", "show").out().lines())
        .containsExactlyElementsOf(StockProfiles.names());
  }

  @ParameterizedTest
  @MethodSource("dev.stint.profiles.StockProfiles#names")
  void show_printsTheFile_whichReadsBack(String name) throws Exception {
    Typed typed = Typed.stint("profile", "show", name);

    assertThat(typed.out()).startsWith("# ");
    byte[] text = typed.out().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(ProfileReader.read(name, text, ProfileReader.Strictness.STRICT).profileId())
        .isEqualTo(name);
  }

  @Test
  void show_ofAnUnknownName_saysWhichThereAre() {
    Typed typed = Typed.stint("profile", "show", "gest");

    assertThat(typed.err())
        .isEqualTo(
            "no stock profile [gest], there are [anonymous] [driver] [guest] [operator] [service]"
                + " [test] [user] (STINT-C050)\n");
    assertThat(typed.status()).isEqualTo(2);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
