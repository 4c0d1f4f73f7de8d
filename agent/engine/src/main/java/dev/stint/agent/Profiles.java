package dev.stint.agent;

import dev.stint.agent.principal.Principals;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfileException;
import dev.stint.profiles.ProfileProblem;
import dev.stint.profiles.ProfileReader.Strictness;
import dev.stint.profiles.ProfileSource;
import dev.stint.profiles.ResourceProfile;
import java.nio.file.InvalidPathException;

/**
 * Reads and binds the profile. In enforce a profile that cannot be used stops the start: an
 * application that was to be limited must not run without limits. In observe it is a warning.
 */
final class Profiles {
  private Profiles() {}

  static @Nullable ProfileDocument read(Options options, Log log) throws StartRefused {
    if (options.profile().isEmpty()) {
      refuseOverrides(options, log);
      return null;
    }
    boolean enforce = options.mode() == Mode.ENFORCE;
    try {
      Strictness strictness = enforce ? Strictness.STRICT : Strictness.LENIENT;
      ProfileDocument read = ProfileSource.resolve(options.profile(), strictness);
      ProfileDocument document = options.overrides().apply(read);
      for (ProfileProblem warning : document.warnings()) {
        log.line("profile warning: " + warning.message());
      }
      return document;
    } catch (ProfileException | InvalidPathException e) {
      refuse(String.valueOf(e.getMessage()), options, log);
      return null;
    }
  }

  /** Whoever set a limit believes that it is in force. */
  private static void refuseOverrides(Options options, Log log) throws StartRefused {
    if (options.overrides().isEmpty()) {
      return;
    }
    String what = "limits are set [" + options.overrides().line() + "], but there is no profile, ";
    if (options.mode() == Mode.ENFORCE) {
      throw new StartRefused(what + "start stopped (STINT-A026)");
    }
    log.line(what + "nothing is limited (STINT-A026)");
  }

  static void bind(Principals principals, Options options, Log log) throws StartRefused {
    try {
      principals.bindAll();
    } catch (ProfileException e) {
      refuse(String.valueOf(e.getMessage()), options, log);
    }
  }

  /** Whether allocation sites have anything to deny. */
  static boolean limitsAllocation(Options options, @Nullable ProfileDocument document) {
    if (document == null || options.mode() != Mode.ENFORCE) {
      return false;
    }
    return limitsAllocation(document.system())
        || limitsAllocation(document.defaults())
        || document.rules().stream().anyMatch(rule -> limitsAllocation(rule.profile()));
  }

  private static boolean limitsAllocation(ResourceProfile profile) {
    return profile.limits().containsKey(Resource.HEAP_ALLOCATED);
  }

  private static void refuse(String why, Options options, Log log) throws StartRefused {
    if (options.mode() == Mode.ENFORCE) {
      throw new StartRefused("profile refused, start stopped: " + why + " (STINT-A005)");
    }
    log.line("profile refused, nothing is limited: " + why + " (STINT-A005)");
  }
}
