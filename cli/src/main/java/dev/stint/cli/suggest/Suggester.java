package dev.stint.cli.suggest;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.profiles.PrincipalRule;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ResourceProfile;
import dev.stint.report.Evidence;
import dev.stint.report.Evidence.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a profile from evidence. What the base limits and nobody used stays as it is: a limit that
 * vanished would fail open.
 */
public final class Suggester {
  /** A profile has at most 1 MiB. */
  private static final int MOST_PRINCIPALS = 400;

  private final Evidence evidence;
  private final @Nullable ProfileDocument base;
  private final Warnings warnings = new Warnings();
  private final SystemLimits system;
  private final LineMaker lineMaker;
  private int limits;

  private Suggester(
      Evidence evidence, @Nullable ProfileDocument base, Headroom headroom, Set<String> denying) {
    this.evidence = evidence;
    this.base = base;
    this.system =
        new SystemLimits(base == null ? Map.of() : base.system().limits(), evidence, headroom);
    this.lineMaker = new LineMaker(evidence, headroom, denying, warnings);
  }

  /**
   * The profile for that evidence.
   *
   * @param base the profile that was in force, which supplies {@code match}; null without one
   * @param denying the labels of the resources whose limits something enforces
   */
  public static Suggestion suggest(
      Evidence evidence, @Nullable ProfileDocument base, Headroom headroom, Set<String> denying) {
    return new Suggester(evidence, base, headroom, denying).suggest();
  }

  private Suggestion suggest() {
    warnOfWhatIsMissing();
    Map<String, List<Line>> sections = new LinkedHashMap<>();
    ResourceProfile defaults = base == null ? null : base.defaults();
    List<Line> ofDefault = lines(PrincipalName.DEFAULT, defaults);
    for (String name : names()) {
      PrincipalRule rule = rule(name);
      sections.put(name, lines(name, rule == null ? null : rule.profile()));
    }
    ProfileText text = new ProfileText(evidence, base);
    text.section("system", system.lines(), base == null ? null : base.system());
    text.section("default", ofDefault, defaults);
    sections.forEach((name, lines) -> text.principal(name, lines, rule(name)));
    warnOfNoMatch(sections.keySet());
    return new Suggestion(text.toString(), limits, warnings.lines());
  }

  private void warnOfWhatIsMissing() {
    if (evidence.partial() != null) {
      warnings.add("the rest of the evidence could not be read [" + evidence.partial() + "]");
    }
    if (evidence.omitted() > 0) {
      warnings.add("figures left out [" + evidence.omitted() + "]: too many, or not possible");
    }
  }

  private void warnOfNoMatch(Set<String> names) {
    List<String> without =
        names.stream().filter(name -> ProfileText.lacksMatch(name, rule(name))).toList();
    if (!without.isEmpty()) {
      warnings.add(
          "principals without [match] ["
              + without.size()
              + "]: until it is added, their code runs as whoever calls it");
    }
  }

  /** First those of the base, in its order, then the others that were seen. */
  private List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    if (base != null) {
      base.rules().forEach(rule -> names.add(rule.principal()));
    }
    int known = names.size();
    for (String name : evidence.principals().keySet()) {
      boolean reserved = name.equals(PrincipalName.DEFAULT) || name.equals(PrincipalName.STINT);
      if (reserved || names.contains(name)) {
        continue;
      }
      if (names.size() - known == MOST_PRINCIPALS) {
        warnings.add("principals left out, beyond [" + MOST_PRINCIPALS + "]");
        break;
      }
      names.add(name);
    }
    return new ArrayList<>(names);
  }

  private @Nullable PrincipalRule rule(String name) {
    return base == null
        ? null
        : base.rules().stream().filter(r -> r.principal().equals(name)).findFirst().orElse(null);
  }

  private List<Line> lines(String principal, @Nullable ResourceProfile before) {
    Map<Resource, Limit> known = before == null ? Map.of() : before.limits();
    Map<Resource, Line> lines = new EnumMap<>(Resource.class);
    List<Use> uses = evidence.principals().getOrDefault(principal, List.of());
    boolean virtual =
        uses.stream().anyMatch(u -> u.resource() == Resource.THREADS_VIRTUAL && u.peak() > 0);
    for (Use use : uses) {
      Line line = lineMaker.line(use, known.get(use.resource()), virtual);
      if (line != null) {
        Line fitted = system.fitted(line);
        limits += fitted.limit() == null ? 0 : 1;
        lines.put(use.resource(), fitted);
      }
    }
    List<Line> all = new ArrayList<>(lines.values());
    known.forEach((resource, limit) -> keep(resource, limit, lines.get(resource), all));
    all.sort(Comparator.comparing(Line::resource));
    return all;
  }

  /** What stood there stays where nothing in force takes its place. */
  private static void keep(Resource resource, Limit limit, @Nullable Line line, List<Line> into) {
    if (line == null) {
      into.add(new Line(resource, limit, true, "as in the base, nothing observed"));
    } else if (!line.inForce()) {
      into.add(new Line(resource, limit, true, "as in the base"));
    }
  }
}
