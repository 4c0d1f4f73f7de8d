package dev.stint.profiles;

import dev.stint.ledger.Binding;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.LimitPlan;
import dev.stint.ledger.LimitStep;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Stale;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts in force what is wanted at some scopes, as one step: first everything is chosen and audited,
 * and nothing that fails comes after the first limit. For one use, under the lock of the bindings.
 */
final class LimitSetter {
  private final GraphBindings bindings;
  private final LimitPlan plan;
  private final Map<Scope, ScopeWishes> next = new LinkedHashMap<>();
  private final Map<Scope, Map<Resource, Choice>> choices = new LinkedHashMap<>();
  private @Nullable List<LimitStep> done;

  LimitSetter(GraphBindings bindings, Ledgers ledgers, String name) {
    this.bindings = bindings;
    this.plan = ledgers.binder(name).plan();
  }

  /**
   * @param record the audit record of all that it will do
   */
  LimitSetter(GraphBindings bindings, Ledgers ledgers, String name, long record) {
    this.bindings = bindings;
    this.plan = ledgers.binder(name).plan(record);
  }

  /** Notes that a broker wants that now, there, which has a say in those resources. */
  void want(Scope scope, Wish wish, Set<Resource> touched) throws Choice.Clash {
    ScopeWishes wishes = bindings.copy(scope);
    Map<Resource, Choice> chosen = new EnumMap<>(Resource.class);
    boolean owned = wishes.isOwnedBy(wish.broker());
    wishes.put(wish);
    for (Resource resource : touched) {
      Choice choice = wishes.choose(resource);
      chosen.put(resource, choice);
      step(scope, resource, choice, wishes.inForce(resource), wish.broker());
      wishes.inForce(resource, choice);
    }
    if (owned) {
      plan.epoch(scope, wish.epoch());
    }
    next.put(scope, wishes);
    choices.put(scope, chosen);
  }

  /** What stays as it is has no step, unless the broker that binds says it again. */
  private void step(
      Scope scope, Resource resource, Choice choice, @Nullable Choice before, String broker) {
    Wish wish = choice.wish();
    Limit limit = choice.limit();
    if (wish != null) {
      if (choice.isOf(broker) || !isInForce(scope, resource, choice)) {
        Binding binding = wish.binding(resource, choice.expiresNanos());
        plan.bind(scope, resource, limit, binding);
      }
    } else if (before != null && before.wish() != null) {
      if (limit == null) {
        plan.inherit(scope, resource);
      } else {
        plan.restore(scope, resource, limit);
      }
    }
  }

  private static boolean isInForce(Scope scope, Resource resource, Choice choice) {
    for (Ledger ledger : scope.ledgers()) {
      Binding binding = ledger.binding();
      if (ledger.resource() == resource && binding != null) {
        return ledger.limit() == choice.limit()
            && binding.expiresNanos() == choice.expiresNanos()
            && choice.isOf(binding.approver());
      }
    }
    return false;
  }

  /** Null when all of it is in force, else nothing is. */
  @Nullable
  Stale apply() {
    List<LimitStep> steps = plan.steps();
    Stale stale = plan.apply();
    if (stale == null) {
      next.forEach(bindings::keep);
      done = steps;
    }
    return stale;
  }

  /** What is in force at that scope now, for the resources that were touched. */
  Map<Resource, Choice> choices(Scope scope) {
    Map<Resource, Choice> chosen = choices.get(scope);
    return chosen == null ? Map.of() : chosen;
  }

  /** The limits of that scope when all of this is in force. */
  Map<Resource, Limit> limitsOf(Scope scope) {
    Map<Resource, Limit> limits = ScopeWishes.limitsOf(scope);
    choices(scope)
        .forEach(
            (resource, choice) -> {
              Limit limit = choice.limit();
              if (limit == null) {
                limits.remove(resource);
              } else {
                limits.put(resource, limit);
              }
            });
    return limits;
  }

  List<LimitStep> steps() {
    List<LimitStep> applied = done;
    return applied == null ? List.of() : applied;
  }
}
