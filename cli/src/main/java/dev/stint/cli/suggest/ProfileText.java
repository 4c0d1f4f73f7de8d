package dev.stint.cli.suggest;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.profiles.PrincipalRule;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ResourceProfile;
import dev.stint.report.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a profile in canonical form with comments, section by section. Mutable. */
final class ProfileText {
  private static final Pattern PLAIN = Pattern.compile("(?!null$)[A-Za-z_][A-Za-z0-9_-]*");

  private static final int LONGEST_NAME = 64;
  private static final long LAST_EPOCH = 999_999_999_999_999_999L;

  private final StringBuilder out = new StringBuilder();
  private boolean anyPrincipal;

  ProfileText(Evidence evidence, @Nullable ProfileDocument base) {
    line(0, "# Suggested from [" + PrincipalName.printable(evidence.source()) + "],");
    line(0, "# " + span(evidence) + ".");
    line(0, "# Peaks count from when a principal began; times are UTC.");
    line(0, "schema: " + (base == null ? 1 : base.schema()));
    line(0, "profileId: " + name(base == null ? "suggested" : base.profileId()));
    line(0, "versionId: " + quoted(base == null ? "1" : version(base.versionId())));
    line(0, "epoch: " + (base == null ? 1 : Math.min(LAST_EPOCH, base.epoch() + 1)));
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
    boolean names =
        base != null && (base.launcherProfile() != null || base.networkProfile() != null);
    if (names || lines.stream().anyMatch(Line::inForce)) {
      line(depth, name + ":");
    }
    lines.forEach(each -> line(depth + 1, each.text()));
    if (base != null && base.launcherProfile() != null) {
      line(depth + 1, "launcherProfile: " + name(base.launcherProfile()));
    }
    if (base != null && base.networkProfile() != null) {
      line(depth + 1, "networkProfile: " + name(base.networkProfile()));
    }
  }

  void principal(String name, List<Line> lines, @Nullable PrincipalRule rule) {
    if (!anyPrincipal) {
      anyPrincipal = true;
      line(0, "principals:");
    }
    boolean matches = rule != null && hasMatch(rule);
    boolean named = rule != null && rule.profile().launcherProfile() != null;
    named |= rule != null && rule.profile().networkProfile() != null;
    boolean empty = !matches && !named && lines.stream().noneMatch(Line::inForce);
    line(1, name(name) + (empty ? ": {}" : ":"));
    if (lacksMatch(name, rule)) {
      line(2, "# Add [match]: packages, codeSources or classLoaders of the code that is this.");
    }
    if (rule != null && matches) {
      line(2, "match:");
      patterns("packages", rule.packages());
      patterns("codeSources", rule.codeSources());
      patterns("classLoaders", rule.classLoaders());
    }
    section(2, "limits", lines, rule == null ? null : rule.profile());
  }

  /** Whether no code would run as that principal, which is not meant to be so. */
  static boolean lacksMatch(String name, @Nullable PrincipalRule rule) {
    return !name.equals(PrincipalName.ANONYMOUS) && (rule == null || !hasMatch(rule));
  }

  private static boolean hasMatch(PrincipalRule rule) {
    return !(rule.packages().isEmpty()
        && rule.codeSources().isEmpty()
        && rule.classLoaders().isEmpty());
  }

  private void patterns(String field, List<String> patterns) {
    if (!patterns.isEmpty()) {
      String list =
          patterns.stream().map(ProfileText::quoted).collect(Collectors.joining(", ", "[", "]"));
      line(3, field + ": " + list);
    }
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  private static String name(String text) {
    return PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
