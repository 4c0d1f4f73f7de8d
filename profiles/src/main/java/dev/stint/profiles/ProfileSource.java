package dev.stint.profiles;

import dev.stint.profiles.ProfileReader.Strictness;
import dev.stint.profiles.internal.Spelling;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds the profile that a user named: a file, or one of the stock profiles. */
public final class ProfileSource {
  private ProfileSource() {}

  /**
   * Reads a file when the text has a slash, ends in {@code .yaml} or {@code .yml} or names a file
   * that exists, else the stock profile of that name. A directory does not hide a stock profile.
   */
  public static ProfileDocument resolve(String nameOrPath, Strictness strictness)
      throws ProfileException {
    try {
      Path path = Path.of(nameOrPath);
      if (looksLikePath(nameOrPath) || Files.isRegularFile(path)) {
        return ProfileReader.read(path, strictness);
      }
    } catch (InvalidPathException e) {
      throw ProfileFile.refused(nameOrPath, Codes.NOT_READABLE, "not the name of a file");
    }
    if (StockProfiles.names().contains(nameOrPath)) {
      return StockProfiles.load(nameOrPath);
    }
    throw new ProfileException(
        new ProfileProblem(
            Shown.path(nameOrPath), 0, 0, Codes.NO_STOCK_PROFILE, unknown(nameOrPath)));
  }

  /** Whether {@link #resolve} would take the text for the name of a stock profile. */
  public static boolean isStock(String nameOrPath) {
    return StockProfiles.names().contains(nameOrPath) && !Files.isRegularFile(Path.of(nameOrPath));
  }

  static boolean looksLikePath(String text) {
    return text.indexOf('/') >= 0
        || text.indexOf('\\') >= 0
        || text.endsWith(".yaml")
        || text.endsWith(".yml");
  }

  static String unknown(String name) {
    String near = Spelling.nearest(name, StockProfiles.names());
    String meant = near == null ? "" : ", did you mean [" + near + "]?";
    String names = String.join(", ", StockProfiles.names());
    String link = near == null ? ", " : " ";
    return "neither a file nor a stock profile"
        + meant
        + link
        + "the stock profiles are ["
        + names
        + "]";
  }
}
