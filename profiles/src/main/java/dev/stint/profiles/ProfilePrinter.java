package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Prints profiles in their canonical form: fields in the order of the catalogue, the shortest form
 * of each limit, no comments and no {@code x-} fields. What is printed reads back to the same
 * limits and prints the same again. What a profile inherits by {@code extends} is printed as its
 * own.
 */
public final class ProfilePrinter {
  private static final Pattern PLAIN = Pattern.compile("(?!null$)[A-Za-z_][A-Za-z0-9_-]*");

  private final StringBuilder out = new StringBuilder();

  private ProfilePrinter() {}

  /** The canonical YAML of a document. */
  public static String print(ProfileDocument document) {
    ProfilePrinter printer = new ProfilePrinter();
    printer.document(document);
    return printer.out.toString();
  }

  /** What {@link #print} prints of the network and launcher profiles. */
  public static String subProfiles(ProfileDocument document) {
    ProfilePrinter printer = new ProfilePrinter();
    new SubProfilePrinter(printer).print(document);
    return printer.out.toString();
  }

  /** One limit as the value of its field, such as {@code 10Mi/s}. */
  public static String value(Resource resource, Limit limit) {
    return LimitPrinter.print(LimitField.of(resource, limit.windowNanos() > 0), limit);
  }

  /** The name of the field that states such a limit. */
  public static String field(Resource resource, Limit limit) {
    return LimitField.of(resource, limit.windowNanos() > 0).name();
  }

  private void document(ProfileDocument document) {
    line(0, "schema: " + document.schema());
    line(0, "profileId: " + name(document.profileId()));
    line(0, "versionId: " + quoted(document.versionId()));
    line(0, "epoch: " + document.epoch());
    new SubProfilePrinter(this).print(document);
    section(0, "system", document.system());
    section(0, "default", document.defaults());
    Map<String, List<PrincipalRule>> byParent = new HashMap<>();
    for (PrincipalRule rule : document.rules()) {
      String parent = rule.parent() == null ? "" : rule.parent();
      byParent.computeIfAbsent(parent, key -> new ArrayList<>()).add(rule);
    }
    principals(0, byParent.getOrDefault("", List.of()), byParent);
  }

  private void principals(
      int depth, List<PrincipalRule> rules, Map<String, List<PrincipalRule>> byParent) {
    if (!rules.isEmpty()) {
      line(depth, "principals:");
      rules.forEach(rule -> principal(depth + 1, rule, byParent));
    }
  }

  private void principal(int depth, PrincipalRule rule, Map<String, List<PrincipalRule>> byParent) {
    List<PrincipalRule> children = byParent.getOrDefault(rule.principal(), List.of());
    if (!rule.hasPatterns() && rule.profile().isEmpty() && children.isEmpty()) {
      line(depth, name(rule.principal()) + ": {}");
      return;
    }
    line(depth, name(rule.principal()) + ":");
    if (rule.hasPatterns()) {
      line(depth + 1, "match:");
      patterns(depth + 2, "packages", rule.packages());
      patterns(depth + 2, "codeSources", rule.codeSources());
      patterns(depth + 2, "classLoaders", rule.classLoaders());
    }
    section(depth + 1, "limits", rule.profile());
    principals(depth + 1, children, byParent);
  }

  private void patterns(int depth, String field, List<String> patterns) {
    if (!patterns.isEmpty()) {
      list(depth, field, patterns);
    }
  }

  void list(int depth, String field, List<String> texts) {
    List<String> quoted = texts.stream().map(ProfilePrinter::quoted).toList();
    line(depth, field + ": [" + String.join(", ", quoted) + "]");
  }

  private void section(int depth, String name, ResourceProfile profile) {
    if (profile.isEmpty()) {
      return;
    }
    line(depth, name + ":");
    settings(depth + 1, profile.section());
    text(depth + 1, LimitField.LAUNCHER_PROFILE, profile.launcherProfile());
    text(depth + 1, LimitField.NETWORK_PROFILE, profile.networkProfile());
  }

  void settings(int depth, Section section) {
    for (Map.Entry<Resource, Setting> entry : section.settings().entrySet()) {
      Resource resource = entry.getKey();
      Limit limit = entry.getValue().limit();
      if (limit == null) {
        line(depth, resource.profileField() + ": " + LimitsReader.UNLIMITED);
      } else {
        LimitField field = LimitField.of(resource, limit.windowNanos() > 0);
        line(depth, field.name() + ": " + LimitPrinter.print(field, limit));
      }
    }
  }

  private void text(int depth, String field, @Nullable String value) {
    if (value != null) {
      line(depth, field + ": " + name(value));
    }
  }

  void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  /** A name as a profile writes it: in quotes where it must be. */
  public static String name(String text) {
    return PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  /** A text in quotes. */
  public static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
