package dev.stint.profiles;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a file says, before the names in it are looked up and its limits are compared. Immutable.
 *
 * @param principals the entries at the top, by name, in the order of the file
 */
record Draft(
    ProfileHeader header,
    Section system,
    Section defaults,
    Map<String, PrincipalDraft> principals,
    Map<String, NetworkProfile> networks,
    Map<String, LauncherProfile> launchers) {
  /** This profile, and what it does not say from the one that it extends. */
  Draft over(Draft base) {
    return new Draft(
        header.over(base.header),
        system.over(base.system),
        defaults.over(base.defaults),
        PrincipalDraft.over(principals, base.principals),
        networksOver(base),
        launchersOver(base));
  }

  private Map<String, NetworkProfile> networksOver(Draft base) {
    Map<String, NetworkProfile> all = new LinkedHashMap<>(networks);
    base.networks.forEach((name, each) -> all.merge(name, each, NetworkProfile::over));
    return all;
  }

  private Map<String, LauncherProfile> launchersOver(Draft base) {
    Map<String, LauncherProfile> all = new LinkedHashMap<>(launchers);
    base.launchers.forEach((name, each) -> all.merge(name, each, LauncherProfile::over));
    return all;
  }
}
