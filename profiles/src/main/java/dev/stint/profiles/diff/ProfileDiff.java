package dev.stint.profiles.diff;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.profiles.PrincipalRule;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfilePrinter;
import dev.stint.profiles.ResourceProfile;
import dev.stint.profiles.diff.SectionDiff.Presence;
import dev.stint.profiles.diff.SectionDiff.SettingChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares two documents section by section. Limits are compared as they apply, not as they were
 * written, so where they stand makes no difference; what a section inherits is not part of it.
 */
public final class ProfileDiff {
  private static final String NONE = "-";

  private final List<SectionDiff> sections = new ArrayList<>();

  private ProfileDiff() {}

  public static ProfileDiff of(ProfileDocument before, ProfileDocument after) {
    ProfileDiff diff = new ProfileDiff();
    diff.add(head(before, after));
    SubProfiles.compare(before, after).forEach(diff::add);
    diff.add(section("system", before.system(), after.system()));
    diff.add(section(PrincipalName.DEFAULT, before.defaults(), after.defaults()));
    Map<String, PrincipalRule> old = byName(before);
    Map<String, PrincipalRule> now = byName(after);
    old.forEach((name, rule) -> diff.add(principal(name, rule, now.get(name))));
    now.forEach(
        (name, rule) -> {
          if (!old.containsKey(name)) {
            diff.add(principal(name, null, rule));
          }
        });
    return diff;
  }

  /**
   * The sections that differ: head, sub-profiles, system, defaults, principals of the first, new
   * ones.
   */
  public List<SectionDiff> sections() {
    return List.copyOf(sections);
  }

  private void add(SectionDiff section) {
    if (!section.isEmpty()) {
      sections.add(section);
    }
  }

  private static SectionDiff head(ProfileDocument before, ProfileDocument after) {
    List<SettingChange> settings = new ArrayList<>();
    setting(settings, "schema", before.schema(), after.schema());
    setting(settings, "profileId", before.profileId(), after.profileId());
    setting(settings, "versionId", before.versionId(), after.versionId());
    setting(settings, "epoch", before.epoch(), after.epoch());
    return new SectionDiff("profile", false, Presence.BOTH, settings, List.of());
  }

  private static SectionDiff section(String name, ResourceProfile before, ResourceProfile after) {
    return new SectionDiff(
        name, false, Presence.BOTH, references(before, after), limits(before, after));
  }

  private static SectionDiff principal(
      String name, @Nullable PrincipalRule before, @Nullable PrincipalRule after) {
    List<SettingChange> settings = new ArrayList<>();
    setting(settings, "parent", parent(before), parent(after));
    setting(settings, "match", match(before), match(after));
    ResourceProfile old = before == null ? null : before.profile();
    ResourceProfile now = after == null ? null : after.profile();
    settings.addAll(references(old, now));
    return new SectionDiff(name, true, Presence.of(before, after), settings, limits(old, now));
  }

  private static List<SettingChange> references(
      @Nullable ResourceProfile before, @Nullable ResourceProfile after) {
    List<SettingChange> settings = new ArrayList<>();
    setting(settings, "unlimited", exempt(before), exempt(after));
    setting(
        settings,
        "launcherProfile",
        before == null ? null : before.launcherProfile(),
        after == null ? null : after.launcherProfile());
    setting(
        settings,
        "networkProfile",
        before == null ? null : before.networkProfile(),
        after == null ? null : after.networkProfile());
    return settings;
  }

  private static List<FieldChange> limits(
      @Nullable ResourceProfile before, @Nullable ResourceProfile after) {
    List<FieldChange> changes = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      Limit old = before == null ? null : before.limits().get(resource);
      Limit now = after == null ? null : after.limits().get(resource);
      if (!text(resource, old).equals(text(resource, now))) {
        changes.add(new FieldChange(resource, old, now));
      }
    }
    return changes;
  }

  /** What is printed the same admits the same. */
  static String text(Resource resource, @Nullable Limit limit) {
    return limit == null
        ? NONE
        : ProfilePrinter.field(resource, limit) + " " + ProfilePrinter.value(resource, limit);
  }

  static void setting(
      List<SettingChange> into, String name, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      into.add(new SettingChange(name, shown(before), shown(after)));
    }
  }

  private static String shown(@Nullable Object value) {
    return value == null ? NONE : value.toString();
  }

  private static @Nullable String exempt(@Nullable ResourceProfile profile) {
    if (profile == null || profile.exempt().isEmpty()) {
      return null;
    }
    List<String> fields = profile.exempt().stream().map(Resource::profileField).toList();
    return String.join(", ", fields);
  }

  private static @Nullable String parent(@Nullable PrincipalRule rule) {
    return rule == null ? null : rule.parent();
  }

  private static @Nullable String match(@Nullable PrincipalRule rule) {
    if (rule == null) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    part(parts, "packages", rule.packages());
    part(parts, "codeSources", rule.codeSources());
    part(parts, "classLoaders", rule.classLoaders());
    return parts.isEmpty() ? null : String.join(", ", parts);
  }

  private static void part(List<String> parts, String name, List<String> patterns) {
    if (!patterns.isEmpty()) {
      parts.add(name + " " + patterns);
    }
  }

  private static Map<String, PrincipalRule> byName(ProfileDocument document) {
    Map<String, PrincipalRule> rules = new LinkedHashMap<>();
    document.rules().forEach(rule -> rules.put(rule.principal(), rule));
    return rules;
  }
}
