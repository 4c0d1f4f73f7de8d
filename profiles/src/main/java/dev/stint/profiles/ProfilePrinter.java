package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Prints profiles in their canonical form: fields in the order of the catalogue, the shortest form
 * of each limit, no comments and no {@code x-} fields. What is printed reads back to the same
 * limits and prints the same again.
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
    section(0, "system", document.system());
    section(0, "default", document.defaults());
    if (!document.rules().isEmpty()) {
      line(0, "principals:");
      document.rules().forEach(this::principal);
    }
  }

  private void principal(PrincipalRule rule) {
    boolean matches =
        !(rule.packages().isEmpty()
            && rule.codeSources().isEmpty()
            && rule.classLoaders().isEmpty());
    if (!matches && rule.profile().isEmpty()) {
      line(1, name(rule.principal()) + ": {}");
      return;
    }
    line(1, name(rule.principal()) + ":");
    if (matches) {
      line(2, "match:");
      patterns("packages", rule.packages());
      patterns("codeSources", rule.codeSources());
      patterns("classLoaders", rule.classLoaders());
    }
    section(2, "limits", rule.profile());
  }

  private void patterns(String field, List<String> patterns) {
    if (!patterns.isEmpty()) {
      List<String> quoted = patterns.stream().map(ProfilePrinter::quoted).toList();
      line(3, field + ": [" + String.join(", ", quoted) + "]");
    }
  }

  private void section(int depth, String name, ResourceProfile profile) {
    if (profile.isEmpty()) {
      return;
    }
    line(depth, name + ":");
    for (Map.Entry<Resource, Limit> entry : profile.limits().entrySet()) {
      Limit limit = entry.getValue();
      LimitField field = LimitField.of(entry.getKey(), limit.windowNanos() > 0);
      line(depth + 1, field.name() + ": " + value(entry.getKey(), limit));
    }
    text(depth + 1, LimitField.LAUNCHER_PROFILE, profile.launcherProfile());
    text(depth + 1, LimitField.NETWORK_PROFILE, profile.networkProfile());
  }

  private void text(int depth, String field, @Nullable String value) {
    if (value != null) {
      line(depth, field + ": " + name(value));
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
}
