package dev.stint.profiles;

import dev.stint.profiles.ProfileReader.Strictness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The profiles that come with Stint. */
public final class StockProfiles {
  private static final List<String> NAMES =
      List.of("anonymous", "driver", "guest", "operator", "service", "test", "user");

  private StockProfiles() {}

  /** Their names, in alphabetical order. */
  public static List<String> names() {
    return NAMES;
  }

  /** Reads one; {@link IllegalArgumentException} with one line when there is none of that name. */
  public static ProfileDocument load(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("no stock profile [" + Shown.value(name) + "]");
    }
    String file = name + ".yaml";
    try (InputStream in = StockProfiles.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no [" + file + "]");
      }
      return ProfileReader.read(file, in.readAllBytes(), Strictness.STRICT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ProfileException e) {
      throw new IllegalStateException(e);
    }
  }
}
