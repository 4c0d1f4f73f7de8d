package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.profiles.origin.Origin;
import dev.stint.profiles.origin.Sourced;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets overrides in a copy of one document. For one use. */
final class OverrideApplier {
  private final ProfileDocument document;
  private final OverrideTargets targets;
  private final Map<String, Map<Resource, List<Given>>> given = new HashMap<>();

  OverrideApplier(ProfileDocument document) {
    this.document = document;
    this.targets = new OverrideTargets(document);
  }

  /** An override whose value was read. */
  private record Given(LimitOverride override, LimitField field, Limit limit) {}

  ProfileDocument apply(List<LimitOverride> overrides) throws ProfileException {
    for (LimitOverride override : overrides) {
      accept(override);
    }
    ResourceProfile system = section(OverrideTargets.SYSTEM, document.system());
    ResourceProfile defaults = section(OverrideTargets.DEFAULTS, document.defaults());
    List<PrincipalRule> rules = new ArrayList<>();
    for (PrincipalRule rule : document.rules()) {
      rules.add(rule.with(section(OverrideTargets.of(rule), rule.profile())));
    }
    ProfileDocument changed = document.with(system, defaults, rules);
    new OverrideCheck(changed).check();
    return changed;
  }

  private void accept(LimitOverride override) throws ProfileException {
    OverrideReader reader = new OverrideReader(override);
    String section = targets.find(override);
    LimitField field = reader.field();
    Given one = new Given(override, field, reader.limit(field));
    List<Given> same =
        given
            .computeIfAbsent(section, key -> new EnumMap<>(Resource.class))
            .computeIfAbsent(field.resource(), key -> new ArrayList<>());
    refuseSecond(same, one);
    same.add(one);
  }

  /** Of two from one origin neither is the stronger. */
  private static void refuseSecond(List<Given> same, Given second) throws ProfileException {
    for (Given first : same) {
      if (first.override.origin() == second.override.origin()) {
        throw second.override.error(
            Codes.CONTRADICTION,
            "field ["
                + second.field.name()
                + "] limits "
                + second.field.resource().label()
                + " of ["
                + second.override.name()
                + "] a second time after ["
                + first.field.name()
                + "] from ["
                + first.override.where()
                + "]");
      }
    }
  }

  private ResourceProfile section(String name, ResourceProfile profile) {
    Map<Resource, Sourced<Limit>> sourced = new EnumMap<>(Resource.class);
    for (Map.Entry<Resource, List<Given>> each :
        given.getOrDefault(name, Map.<Resource, List<Given>>of()).entrySet()) {
      List<Given> all = each.getValue();
      if (profile.exempt().contains(each.getKey())) {
        // The file says something: that it asks for no limit. Only what is stronger changes that.
        all = all.stream().filter(one -> one.override.origin().beats(Origin.FILE)).toList();
      }
      if (!all.isEmpty()) {
        sourced.put(each.getKey(), merged(profile.sourced(each.getKey()), all));
      }
    }
    return sourced.isEmpty() ? profile : profile.with(sourced);
  }

  private static Sourced<Limit> merged(@Nullable Sourced<Limit> file, List<Given> all) {
    Sourced<Limit> result = file;
    for (Given each : all) {
      Origin origin = each.override.origin();
      String where = each.override.where();
      result =
          result == null
              ? Sourced.of(origin, where, each.limit)
              : result.offer(origin, where, each.limit);
    }
    if (result == null) {
      throw new IllegalStateException("no override to merge");
    }
    return result;
  }
}
