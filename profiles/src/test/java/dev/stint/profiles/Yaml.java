package dev.stint.profiles;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.charset.StandardCharsets;

/** Short ways to read a profile from a text. */
final class Yaml {
  static final String HEAD = "schema: 1\nprofileId: p\n";

  private Yaml() {}

  static ProfileDocument read(String yaml) throws ProfileException {
    return ProfileReader.read("p.yaml", bytes(yaml), Strictness.STRICT);
  }

  static ProfileDocument readLenient(String yaml) throws ProfileException {
    return ProfileReader.read("p.yaml", bytes(yaml), Strictness.LENIENT);
  }

  /** A profile whose defaults are that one line, which is line 4. */
  static ProfileDocument limits(String line) throws ProfileException {
    return read(HEAD + "default:\n  " + line + "\n");
  }

  /** The whole message with which a text is refused. */
  static String refusal(String yaml) {
    return refusal(bytes(yaml));
  }

  static String refusal(byte[] yaml) {
    ProfileException e =
        catchThrowableOfType(
            ProfileException.class, () -> ProfileReader.read("p.yaml", yaml, Strictness.STRICT));
    return e == null ? "accepted" : String.valueOf(e.getMessage());
  }

  /** The same for a line of limits, which is line 4. */
  static String limitRefusal(String line) {
    return refusal(HEAD + "default:\n  " + line + "\n");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
