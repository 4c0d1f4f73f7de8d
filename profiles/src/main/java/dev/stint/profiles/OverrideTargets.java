package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.profiles.internal.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sections of a document that an override can name. A section is known here by the text that
 * always names it: {@code system}, {@code default} or {@code principals.NAME}.
 */
final class OverrideTargets {
  static final String SYSTEM = "system";
  static final String DEFAULTS = PrincipalName.DEFAULT;

  private static final String PRINCIPALS = "principals.";
  private static final int MOST_LISTED = 8;

  /** From what may be written to the section; the short name of a principal unless it is taken. */
  private final Map<String, String> sections = new LinkedHashMap<>();

  private final List<String> names = new ArrayList<>();

  OverrideTargets(ProfileDocument document) {
    add(SYSTEM, SYSTEM);
    add(DEFAULTS, DEFAULTS);
    for (PrincipalRule rule : document.rules()) {
      add(rule.principal(), of(rule));
    }
    document.rules().forEach(rule -> sections.put(of(rule), of(rule)));
  }

  private void add(String name, String section) {
    if (sections.putIfAbsent(name, section) == null) {
      names.add(name);
    }
  }

  static String of(PrincipalRule rule) {
    return PRINCIPALS + rule.principal();
  }

  String find(LimitOverride override) throws ProfileException {
    String section = sections.get(override.name());
    if (section == null && override.byVariable()) {
      section = withDashes(override);
    }
    if (section == null) {
      throw override.error(Codes.UNKNOWN_PRINCIPAL, unknown(override.name()));
    }
    return section;
  }

  /** Shells know no dash in the name of a variable. */
  private @Nullable String withDashes(LimitOverride override) throws ProfileException {
    List<String> fit =
        names.stream().filter(name -> name.replace('-', '_').equals(override.name())).toList();
    if (fit.size() > 1) {
      throw override.error(
          Codes.AMBIGUOUS_VARIABLE,
          "variable may mean the principals ["
              + listed(fit)
              + "], name one in a list in ["
              + OverrideList.VARIABLE
              + "]");
    }
    return fit.isEmpty() ? null : sections.get(fit.get(0));
  }

  private String unknown(String name) {
    String near = Spelling.nearest(name, names);
    return "unknown principal ["
        + Shown.value(name)
        + "], "
        + (near == null
            ? "the profile has [" + listed(names) + "]"
            : "did you mean [" + near + "]?");
  }

  private static String listed(List<String> names) {
    int more = names.size() - MOST_LISTED;
    String first = String.join(", ", names.subList(0, Math.min(names.size(), MOST_LISTED)));
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
