package dev.stint.profiles.diff;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.LauncherProfile;
import dev.stint.profiles.NetworkProfile;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfilePrinter;
import dev.stint.profiles.Quantity;
import dev.stint.profiles.diff.SectionDiff.Presence;
import dev.stint.profiles.diff.SectionDiff.SettingChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the network and launcher profiles that documents define. Their limits are settings here:
 * they are limits where a section names them.
 */
final class SubProfiles {
  private SubProfiles() {}

  static List<SectionDiff> compare(ProfileDocument before, ProfileDocument after) {
    List<SectionDiff> sections = new ArrayList<>();
    for (String name : names(before.networkProfiles(), after.networkProfiles())) {
      NetworkProfile old = before.networkProfile(name);
      NetworkProfile now = after.networkProfile(name);
      sections.add(section("network profile " + name, old, now, networks(old, now)));
    }
    for (String name : names(before.launcherProfiles(), after.launcherProfiles())) {
      LauncherProfile old = before.launcherProfile(name);
      LauncherProfile now = after.launcherProfile(name);
      sections.add(section("launcher profile " + name, old, now, launchers(old, now)));
    }
    return sections;
  }

  private static Set<String> names(Map<String, ?> before, Map<String, ?> after) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    return names;
  }

  private static SectionDiff section(
      String name, @Nullable Object before, @Nullable Object after, List<SettingChange> settings) {
    return new SectionDiff(name, false, Presence.of(before, after), settings, List.of());
  }

  private static List<SettingChange> networks(
      @Nullable NetworkProfile before, @Nullable NetworkProfile after) {
    List<SettingChange> settings = new ArrayList<>();
    ProfileDiff.setting(settings, "limits", limits(before), limits(after));
    ProfileDiff.setting(
        settings,
        "allow",
        before == null ? null : filled(before.allow(), before.allow().isEmpty()),
        after == null ? null : filled(after.allow(), after.allow().isEmpty()));
    ProfileDiff.setting(settings, "perPrefix.connections", connections(before), connections(after));
    ProfileDiff.setting(settings, "perPrefix.rates", rates(before), rates(after));
    return settings;
  }

  private static @Nullable String limits(@Nullable NetworkProfile profile) {
    if (profile == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Map.Entry<Resource, Limit> limit : profile.limits().entrySet()) {
      texts.add(ProfileDiff.text(limit.getKey(), limit.getValue()));
    }
    profile.exempt().forEach(resource -> texts.add(resource.profileField() + " unlimited"));
    return texts.isEmpty() ? null : String.join(", ", texts);
  }

  private static @Nullable String connections(@Nullable NetworkProfile profile) {
    return profile == null
        ? null
        : filled(profile.connectionsPerPrefix(), profile.connectionsPerPrefix().isEmpty());
  }

  private static @Nullable String rates(@Nullable NetworkProfile profile) {
    if (profile == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    profile
        .ratesPerPrefix()
        .forEach(
            (block, rate) ->
                texts.add(
                    block
                        + " every "
                        + Quantity.formatDuration(rate.intervalNanos())
                        + ", burst "
                        + rate.burst()));
    return filled(texts, texts.isEmpty());
  }

  private static List<SettingChange> launchers(
      @Nullable LauncherProfile before, @Nullable LauncherProfile after) {
    List<SettingChange> settings = new ArrayList<>();
    ProfileDiff.setting(settings, "commands", commands(before), commands(after));
    ProfileDiff.setting(settings, "capsules", capsules(before), capsules(after));
    ProfileDiff.setting(settings, "processLimit", processes(before), processes(after));
    ProfileDiff.setting(
        settings,
        "depth",
        before == null ? null : before.depth(),
        after == null ? null : after.depth());
    return settings;
  }

  private static @Nullable String commands(@Nullable LauncherProfile profile) {
    return profile == null ? null : filled(profile.commands(), profile.commands().isEmpty());
  }

  private static @Nullable String capsules(@Nullable LauncherProfile profile) {
    return profile == null ? null : filled(profile.capsules(), profile.capsules().isEmpty());
  }

  private static @Nullable String processes(@Nullable LauncherProfile profile) {
    Limit limit = profile == null ? null : profile.processLimit();
    return limit == null ? null : ProfilePrinter.value(Resource.PROCESSES, limit);
  }

  private static @Nullable String filled(Object value, boolean empty) {
    return empty ? null : value.toString();
  }
}
