package dev.stint.profiles.explain;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.profiles.PrincipalRule;
import dev.stint.profiles.ProfileDocument;
import dev.stint.profiles.ResourceProfile;
import dev.stint.profiles.explain.ExplainedLimit.Ancestor;
import dev.stint.profiles.explain.ExplainedSection.Kind;
import dev.stint.profiles.origin.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Explains a document: the system, the defaults, then each principal in the order of the file, with
 * those below it. Immutable.
 *
 * <p>A principal that has an entry does not have the defaults; what it does not name it inherits
 * from the principals above it and from the system. At a charge all ancestors apply.
 */
public final class Explanation {
  /** The name of the section for the whole JVM. */
  public static final String SYSTEM = "system";

  private final List<ExplainedSection> sections = new ArrayList<>();

  private Explanation() {}

  public static Explanation of(ProfileDocument document) {
    Explanation explanation = new Explanation();
    Level system = new Level(SYSTEM, document.system(), null, -1);
    explanation.add(Kind.SYSTEM, system);
    explanation.add(
        Kind.DEFAULTS, new Level(PrincipalName.DEFAULT, document.defaults(), system, 0));
    explanation.principals(document, system);
    return explanation;
  }

  /** The sections, each after the one above it. */
  public List<ExplainedSection> sections() {
    return List.copyOf(sections);
  }

  /** One section and the ones above it. */
  private record Level(String name, ResourceProfile profile, @Nullable Level above, int depth) {}

  private void principals(ProfileDocument document, Level system) {
    Map<String, List<PrincipalRule>> below = new HashMap<>();
    List<PrincipalRule> top = new ArrayList<>();
    for (PrincipalRule rule : document.rules()) {
      String parent = rule.parent();
      (parent == null ? top : below.computeIfAbsent(parent, key -> new ArrayList<>())).add(rule);
    }
    top.forEach(rule -> principal(rule, system, below));
  }

  private void principal(PrincipalRule rule, Level above, Map<String, List<PrincipalRule>> below) {
    Level level = new Level(rule.principal(), rule.profile(), above, above.depth() + 1);
    add(Kind.PRINCIPAL, level);
    below.getOrDefault(rule.principal(), List.of()).forEach(each -> principal(each, level, below));
  }

  private void add(Kind kind, Level level) {
    List<ExplainedLimit> limits = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      ExplainedLimit limit = limit(level, resource);
      if (limit != null) {
        limits.add(limit);
      }
    }
    String parent = level.above == null ? null : level.above.name();
    sections.add(
        new ExplainedSection(
            kind,
            level.name(),
            parent,
            Math.max(0, level.depth()),
            limits,
            level.profile().exempt(),
            level.profile().networkProfile(),
            level.profile().launcherProfile()));
  }

  /** The limit of the nearest level that has one. */
  private static @Nullable ExplainedLimit limit(Level start, Resource resource) {
    for (Level level = start; level != null; level = level.above) {
      Sourced<Limit> limit = level.profile().sourced(resource);
      if (limit != null) {
        String inherited = level == start ? null : level.name();
        return new ExplainedLimit(resource, limit, inherited, tighter(level, resource, limit));
      }
    }
    return null;
  }

  private static List<Ancestor> tighter(Level start, Resource resource, Sourced<Limit> limit) {
    List<Ancestor> tighter = new ArrayList<>();
    for (Level level = start.above; level != null; level = level.above) {
      Sourced<Limit> above = level.profile().sourced(resource);
      if (above != null && Tightness.admitsLess(above.value(), limit.value())) {
        tighter.add(new Ancestor(level.name(), above));
      }
    }
    return tighter;
  }
}
