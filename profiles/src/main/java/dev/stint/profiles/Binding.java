package dev.stint.profiles;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Binder;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sets the limits of one scope and takes all of them back when one fails. For one use. */
final class Binding {
  private final Binder binder;
  private final Scope scope;

  /** What this broker set here before; becomes what it has set. */
  private final Map<Resource, Limit> own;

  private final Map<Resource, Limit> before = new EnumMap<>(Resource.class);
  private final List<Resource> changed = new ArrayList<>();
  private final Map<Resource, Limit> set = new EnumMap<>(Resource.class);
  private final Map<Resource, Limit> kept = new EnumMap<>(Resource.class);
  private final Map<Resource, Long> overcommitted = new EnumMap<>(Resource.class);
  private final List<Resource> removed = new ArrayList<>();

  Binding(Map<Resource, Limit> own, Binder binder, Scope scope) {
    this.binder = binder;
    this.scope = scope;
    this.own = own;
    for (Ledger ledger : scope.ledgers()) {
      Limit limit = ledger.limit();
      if (limit != null) {
        before.put(ledger.resource(), limit);
      }
    }
  }

  Bound replace(
      ResourceProfile profile, Map<Resource, Limit> limits, boolean observed, long audit) {
    try {
      removeAbsent(limits);
      limits.forEach(this::set);
    } catch (RuntimeException | Error e) {
      restore(e);
      throw e;
    }
    own.clear();
    own.putAll(set);
    return new Bound(scope, profile, observed, set, kept, overcommitted, removed, audit);
  }

  private void removeAbsent(Map<Resource, Limit> limits) {
    for (Resource resource : own.keySet()) {
      if (!limits.containsKey(resource) && own.get(resource) == before.get(resource)) {
        changed.add(resource);
        binder.bind(scope, resource, null);
        removed.add(resource);
      }
    }
  }

  private void set(Resource resource, Limit limit) {
    Limit present = before.get(resource);
    if (present != null && present != own.get(resource) && isNotLooser(present, limit)) {
      kept.put(resource, present);
      return;
    }
    changed.add(resource);
    long excess = binder.bind(scope, resource, limit);
    set.put(resource, limit);
    if (excess > 0) {
      overcommitted.put(resource, excess);
    }
  }

  private static boolean isNotLooser(Limit present, Limit wanted) {
    boolean presentObserves = present.admission() == Admission.OBSERVED;
    boolean wantedObserves = wanted.admission() == Admission.OBSERVED;
    if (presentObserves != wantedObserves) {
      return wantedObserves;
    }
    return !ParentCheck.isAbove(present, wanted);
  }

  private void restore(Throwable cause) {
    for (Resource resource : changed) {
      try {
        Limit old = before.get(resource);
        binder.bind(scope, resource, old);
      } catch (RuntimeException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
