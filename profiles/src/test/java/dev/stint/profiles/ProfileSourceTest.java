package dev.stint.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileSourceTest {
  @Test
  void name_ofAStockProfile_isThatOne() throws Exception {
    assertThat(ProfileSource.resolve("guest", Strictness.STRICT).profileId()).isEqualTo("guest");
  }

  /** The module has a directory {@code src}: it hides no stock profile and is none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "gest; gest: neither a file nor a stock profile, did you mean [guest]? the stock profiles"
            + " are [anonymous, driver, guest, operator, service, test, user] (STINT-P020)",
        "colour; colour: neither a file nor a stock profile, the stock profiles are [anonymous,"
            + " driver, guest, operator, service, test, user] (STINT-P020)",
        "src; src: neither a file nor a stock profile, the stock profiles are [anonymous,"
            + " driver, guest, operator, service, test, user] (STINT-P020)",
        "guest.yaml; guest.yaml: no such file (STINT-P001)",
        "guest.yml; guest.yml: no such file (STINT-P001)",
        "./guest; ./guest: no such file (STINT-P001)",
      })
  void name_ofNothing_isRefused(String name, String message) {
    assertThatThrownBy(() -> ProfileSource.resolve(name, Strictness.STRICT))
        .isInstanceOf(ProfileException.class)
        .hasMessage(message);
  }

  @Test
  void name_thatNoFileMayHave_isRefused() {
    assertThatThrownBy(() -> ProfileSource.resolve("a\u0000b", Strictness.STRICT))
        .isInstanceOf(ProfileException.class)
        .hasMessage("a?b: not the name of a file (STINT-P001)");
  }

  @Test
  void path_ofAFile_isRead(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("mine"), Yaml.HEAD);

    assertThat(ProfileSource.resolve(file.toString(), Strictness.STRICT).profileId())
        .isEqualTo("p");
  }
}
