package dev.stint.profiles;

import dev.stint.ledger.Nullable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry below {@code principals:} as it is written, with the entries nested in it. Immutable.
 *
 * @param match null when the entry has none
 * @param children by name, in the order of the file
 */
record PrincipalDraft(
    String name,
    Place place,
    @Nullable Patterns match,
    Section limits,
    Map<String, PrincipalDraft> children) {
  private PrincipalDraft over(PrincipalDraft base) {
    return new PrincipalDraft(
        name,
        place,
        match == null ? base.match : match,
        limits.over(base.limits),
        over(children, base.children));
  }

  /**
   * The own entries first, each with what it does not say from the base; then the base's others.
   */
  static Map<String, PrincipalDraft> over(
      Map<String, PrincipalDraft> own, Map<String, PrincipalDraft> base) {
    Map<String, PrincipalDraft> all = new LinkedHashMap<>();
    own.forEach(
        (name, draft) -> {
          PrincipalDraft inherited = base.get(name);
          all.put(name, inherited == null ? draft : draft.over(inherited));
        });
    base.forEach(all::putIfAbsent);
    return all;
  }
}
