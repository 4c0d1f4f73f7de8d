package dev.stint.cli.suggest;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.profiles.PrincipalRule;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ProfilePrinter;
import dev.stint.profiles.ResourceProfile;
import dev.stint.report.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes a profile in canonical form with comments, section by section. Mutable. */
final class ProfileText {
  private static final int LONGEST_NAME = 64;
  private static final long LAST_EPOCH = 999_999_999_999_999_999L;

  private final StringBuilder out = new StringBuilder();
  private final @Nullable ProfileDocument base;

  ProfileText(Evidence evidence, @Nullable ProfileDocument base) {
    this.base = base;
    line(0, "# Suggested from [" + PrincipalName.printable(evidence.source()) + "],");
    line(0, "# " + span(evidence) + ".");
    line(0, "# Peaks count from when a principal began; times are UTC.");
    line(0, "schema: " + (base == null ? 1 : base.schema()));
    line(0, "profileId: " + ProfilePrinter.name(base == null ? "suggested" : base.profileId()));
    line(0, "versionId: " + ProfilePrinter.quoted(base == null ? "1" : version(base.versionId())));
    line(0, "epoch: " + (base == null ? 1 : Math.min(LAST_EPOCH, base.epoch() + 1)));
    if (base != null) {
      // The network and launcher profiles, which its sections name: as they are.
      out.append(ProfilePrinter.subProfiles(base));
    }
  }

  private static String version(String before) {
    String next = before + "-suggested";
    return next.length() > LONGEST_NAME || before.endsWith("suggested") ? "suggested" : next;
  }

  private static String span(Evidence evidence) {
    String from = Instant.ofEpochMilli(evidence.fromMillis()).toString();
    String to = Instant.ofEpochMilli(evidence.toMillis()).toString();
    return evidence.readings() == 1
        ? "one reading at " + from
        : evidence.readings() + " readings from " + from + " to " + to;
  }

  void section(String name, List<Line> lines, @Nullable ResourceProfile base) {
    section(0, name, lines, base);
  }

  private void section(int depth, String name, List<Line> lines, @Nullable ResourceProfile base) {
    if (namesProfile(base) || lines.stream().anyMatch(Line::inForce)) {
      line(depth, name + ":");
    }
    lines.forEach(each -> line(depth + 1, each.text()));
    if (base != null && base.launcherProfile() != null) {
      line(depth + 1, "launcherProfile: " + ProfilePrinter.name(base.launcherProfile()));
    }
    if (base != null && base.networkProfile() != null) {
      line(depth + 1, "networkProfile: " + ProfilePrinter.name(base.networkProfile()));
    }
  }

  /** All principals: those of the base nested as they are there, the others at the top. */
  void principals(Map<String, List<Line>> sections) {
    principals(0, null, sections);
  }

  private void principals(int depth, @Nullable String parent, Map<String, List<Line>> sections) {
    List<String> names = childrenOf(parent, sections);
    if (!names.isEmpty()) {
      line(depth, "principals:");
    }
    names.forEach(name -> principal(depth + 1, name, sections));
  }

  private List<String> childrenOf(@Nullable String parent, Map<String, List<Line>> sections) {
    return sections.keySet().stream()
        .filter(name -> Objects.equals(parent, parentOf(name)))
        .toList();
  }

  private @Nullable String parentOf(String name) {
    PrincipalRule rule = rule(name);
    return rule == null ? null : rule.parent();
  }

  private @Nullable PrincipalRule rule(String name) {
    return base == null ? null : base.rule(name);
  }

  private void principal(int depth, String name, Map<String, List<Line>> sections) {
    PrincipalRule rule = rule(name);
    List<Line> lines = sections.getOrDefault(name, List.of());
    boolean empty =
        !namesProfile(rule == null ? null : rule.profile())
            && lines.stream().noneMatch(Line::inForce)
            && childrenOf(name, sections).isEmpty();
    empty &= rule == null || !rule.hasPatterns();
    line(depth, ProfilePrinter.name(name) + (empty ? ": {}" : ":"));
    if (lacksMatch(name, rule)) {
      line(
          depth + 1,
          "# Add [match]: packages, codeSources or classLoaders of the code that is this.");
    }
    if (rule != null && rule.hasPatterns()) {
      line(depth + 1, "match:");
      patterns(depth + 2, "packages", rule.packages());
      patterns(depth + 2, "codeSources", rule.codeSources());
      patterns(depth + 2, "classLoaders", rule.classLoaders());
    }
    section(depth + 1, "limits", lines, rule == null ? null : rule.profile());
    principals(depth + 1, name, sections);
  }

  /** Whether no code would run as that principal, which is not meant to be so. */
  static boolean lacksMatch(String name, @Nullable PrincipalRule rule) {
    return !name.equals(PrincipalName.ANONYMOUS) && (rule == null || !rule.hasPatterns());
  }

  private static boolean namesProfile(@Nullable ResourceProfile base) {
    return base != null && (base.launcherProfile() != null || base.networkProfile() != null);
  }

  private void patterns(int depth, String field, List<String> patterns) {
    if (!patterns.isEmpty()) {
      String list =
          patterns.stream().map(ProfilePrinter::quoted).collect(Collectors.joining(", ", "[", "]"));
      line(depth, field + ": " + list);
    }
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
