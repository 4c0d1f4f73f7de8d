package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.LimitStep;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts together what a binding did. For one use. */
final class BoundBuilder {
  private final String name;
  private final Map<Resource, Choice> chosen;
  private final Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
  private final Map<Resource, Limit> kept = new EnumMap<>(Resource.class);
  private final Map<Resource, Long> overcommitted = new EnumMap<>(Resource.class);
  private final Set<Resource> exempt = EnumSet.noneOf(Resource.class);

  BoundBuilder(String name, Scope scope, LimitSetter setter) {
    this.name = name;
    this.chosen = setter.choices(scope);
    for (LimitStep step : setter.steps()) {
      if (step.scope() == scope && step.excess() > 0) {
        overcommitted.put(step.resource(), step.excess());
      }
    }
  }

  Bound bound(Turn turn, Map<Resource, Choice> old, long record) {
    Scope scope = turn.scope();
    Wish before = turn.before();
    Wish wish = turn.wish();
    chosen.forEach((resource, choice) -> sort(resource, choice, wish));
    Set<Resource> ended = EnumSet.noneOf(Resource.class);
    if (before != null) {
      ended.addAll(before.changed());
      ended.removeAll(wish.changed());
    }
    return new Bound(
        scope,
        wish.profile(),
        wish.observed(),
        limits,
        kept,
        overcommitted,
        removed(before, wish, old),
        exempt,
        ended,
        LooserBelow.of(scope, limits),
        record);
  }

  private void sort(Resource resource, Choice choice, Wish wish) {
    Limit limit = choice.limit();
    if (choice.isOf(name)) {
      if (limit == null) {
        exempt.add(resource);
      } else {
        limits.put(resource, limit);
      }
    } else if (limit != null && wish.names(resource)) {
      kept.put(resource, limit);
    }
  }

  /** What this broker had in force there and does not want any more. */
  private List<Resource> removed(@Nullable Wish before, Wish wish, Map<Resource, Choice> old) {
    List<Resource> removed = new ArrayList<>();
    for (Resource resource : before == null ? Set.<Resource>of() : before.named()) {
      Choice was = old.get(resource);
      if (was != null && was.isOf(name) && !wish.names(resource)) {
        removed.add(resource);
      }
    }
    return removed;
  }
}
