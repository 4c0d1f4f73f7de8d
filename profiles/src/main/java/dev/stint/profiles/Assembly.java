package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.profiles.Section.Reference;
import dev.stint.profiles.internal.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the document of a draft: looks up the names in it and compares each principal with all its
 * ancestors. For one document.
 */
final class Assembly {
  private final Draft draft;
  private final ProfileHeader header;
  private final List<PrincipalRule> rules = new ArrayList<>();
  private final Map<String, PrincipalDraft> known = new HashMap<>();

  private Assembly(Draft draft) {
    this.draft = draft;
    this.header = draft.header();
  }

  static ProfileDocument document(Draft draft, List<ProfileProblem> warnings)
      throws ProfileException {
    return new Assembly(draft).document(warnings);
  }

  private ProfileDocument document(List<ProfileProblem> warnings) throws ProfileException {
    ResourceProfile system = resolve(draft.system());
    ResourceProfile defaults = resolve(draft.defaults());
    ParentCheck.refuse(defaults, PrincipalName.DEFAULT, system, "system");
    add(draft.principals(), List.of(), system);
    return new ProfileDocument(
        header, system, defaults, rules, draft.networks(), draft.launchers(), warnings);
  }

  /** Adds those entries and all below them, parents first. */
  private void add(
      Map<String, PrincipalDraft> entries, List<PrincipalRule> ancestors, ResourceProfile system)
      throws ProfileException {
    for (PrincipalDraft entry : entries.values()) {
      PrincipalRule rule = rule(entry, ancestors.isEmpty() ? null : ancestors.get(0));
      for (PrincipalRule ancestor : ancestors) {
        ParentCheck.refuse(
            rule.profile(), rule.principal(), ancestor.profile(), ancestor.principal());
      }
      ParentCheck.refuse(rule.profile(), rule.principal(), system, "system");
      rules.add(rule);
      if (!entry.children().isEmpty()) {
        List<PrincipalRule> line = new ArrayList<>(ancestors.size() + 1);
        line.add(rule);
        line.addAll(ancestors);
        add(entry.children(), line, system);
      }
    }
  }

  private PrincipalRule rule(PrincipalDraft entry, @Nullable PrincipalRule parent)
      throws ProfileException {
    PrincipalDraft other = known.putIfAbsent(entry.name(), entry);
    if (other != null) {
      throw error(
          other.place(),
          Codes.NESTED_PRINCIPAL,
          "principal ["
              + entry.name()
              + "] stands elsewhere at ["
              + entry.place().shown()
              + "] of the profile that this one extends, write it there");
    }
    Patterns match = entry.match() == null ? Patterns.NONE : entry.match();
    return new PrincipalRule(
        entry.name(),
        parent == null ? null : parent.principal(),
        match.packages(),
        match.codeSources(),
        match.classLoaders(),
        resolve(entry.limits()));
  }

  private ResourceProfile resolve(Section section) throws ProfileException {
    require("launcher", section.launcher(), draft.launchers());
    require("network", section.network(), draft.networks());
    Reference network = section.network();
    return new ResourceProfile(
        header, section, network == null ? null : draft.networks().get(network.name()));
  }

  private void require(String kind, @Nullable Reference reference, Map<String, ?> defined)
      throws ProfileException {
    if (reference == null || defined.containsKey(reference.name())) {
      return;
    }
    String near = Spelling.nearest(reference.name(), defined.keySet());
    String advice =
        near == null
            ? ", define it below [" + kind + "Profiles] at the top"
            : ", did you mean [" + near + "]?";
    throw error(
        reference.place(),
        Codes.NO_SUB_PROFILE,
        "no " + kind + " profile is called [" + reference.name() + "]" + advice);
  }

  private ProfileException error(Place place, String code, String text) {
    return new ProfileException(header.problem(place, code, text));
  }
}
