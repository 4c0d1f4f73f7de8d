package dev.stint.cli;

import dev.stint.ledger.Nullable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The findings of the agent's doctor on several JDKs, side by side. Mutable, one thread. */
final class HookTable {
  private static final Pattern ROW =
      Pattern.compile("^(\\S{1,32}) +(\\S{1,32}) +(armed|partial|missing) *(.*)$");
  private static final String MISSING = "missing";

  private record Hook(String name, String resource) {}

  private record Finding(String state, String detail) {}

  private final List<Hook> hooks = new ArrayList<>();
  private final Map<Integer, Map<Hook, Finding>> byJdk = new TreeMap<>();

  /** Adds what the doctor printed on that JDK; false when no line of it is a finding. */
  boolean add(int feature, String printed) {
    Map<Hook, Finding> findings = new HashMap<>();
    for (String line : printed.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Hook hook = new Hook(row.group(1), row.group(2));
        findings.put(hook, new Finding(row.group(3), row.group(4)));
        if (!hooks.contains(hook)) {
          hooks.add(hook);
        }
      }
    }
    byJdk.put(feature, findings);
    return !findings.isEmpty();
  }

  /** Whether no hook that a JDK has is missing there: a partial one counts, and says what not. */
  boolean noneMissing() {
    return byJdk.values().stream()
        .flatMap(findings -> findings.values().stream())
        .noneMatch(finding -> finding.state().equals(MISSING));
  }

  /** A line for each hook; a dash where that JDK has no such hook. */
  void print(PrintWriter out) {
    StringBuilder head = new StringBuilder(String.format("%-16s %-16s", "HOOK", "RESOURCE"));
    byJdk
        .keySet()
        .forEach(feature -> head.append(String.format(Locale.ROOT, " JDK %-4d", feature)));
    out.println(head + " DETAIL");
    for (Hook hook : hooks) {
      StringBuilder line = new StringBuilder(cells(Shown.text(hook.name()), hook.resource()));
      StringBuilder detail = new StringBuilder();
      byJdk.forEach((feature, findings) -> append(findings.get(hook), feature, line, detail));
      out.println((line + " " + detail).stripTrailing());
    }
  }

  private static void append(
      @Nullable Finding finding, int feature, StringBuilder line, StringBuilder detail) {
    line.append(String.format(" %-8s", finding == null ? "-" : finding.state()));
    if (finding != null && !finding.detail().isEmpty()) {
      detail.append(detail.length() == 0 ? "" : "; ").append("jdk ").append(feature).append(": ");
      detail.append(Shown.text(finding.detail()));
    }
  }

  private static String cells(String name, String resource) {
    return String.format("%-16s %-16s", name, Shown.text(resource));
  }
}
