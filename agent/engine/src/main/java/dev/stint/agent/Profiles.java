package dev.stint.agent;

import dev.stint.agent.principal.Principals;
import dev.stint.ledger.Nullable;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileProblem;
import dev.stint.profiles.ProfileReader;
import dev.stint.profiles.ProfileReader.Strictness;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Reads and binds the profile. In enforce a profile that cannot be used stops the start: an
 * application that was to be limited must not run without limits. In observe it is a warning.
 */
final class Profiles {
  private Profiles() {}

  static @Nullable ProfileDocument read(Options options, Log log) throws StartRefused {
    if (options.profile().isEmpty()) {
      return null;
    }
    boolean enforce = options.mode() == Mode.ENFORCE;
    try {
      Strictness strictness = enforce ? Strictness.STRICT : Strictness.LENIENT;
      ProfileDocument document = ProfileReader.read(Path.of(options.profile()), strictness);
      for (ProfileProblem warning : document.warnings()) {
        log.line("profile warning: " + warning.message());
      }
      return document;
    } catch (ProfileException | InvalidPathException e) {
      refuse(String.valueOf(e.getMessage()), options, log);
      return null;
    }
  }

  static void bind(Principals principals, Options options, Log log) throws StartRefused {
    try {
      principals.bindAll();
    } catch (ProfileException e) {
      refuse(String.valueOf(e.getMessage()), options, log);
    }
  }

  private static void refuse(String why, Options options, Log log) throws StartRefused {
    if (options.mode() == Mode.ENFORCE) {
      throw new StartRefused("profile refused, start stopped: " + why + " (STINT-A005)");
    }
    log.line("profile refused, nothing is limited: " + why + " (STINT-A005)");
  }
}
