package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a broker did to one scope.
 *
 * @param limits the limits that were set, in the order of the catalogue
 * @param kept limits of another binder that were not looser and stay
 * @param overcommitted what the scope holds above a limit: nothing was revoked, growth is denied
 * @param removed the resources that inherit again because the profile does not name them any more
 * @param auditSequence the audit record of the binding, which precedes its first use
 */
public record Bound(
    Scope scope,
    ResourceProfile profile,
    boolean observed,
    Map<Resource, Limit> limits,
    Map<Resource, Limit> kept,
    Map<Resource, Long> overcommitted,
    List<Resource> removed,
    long auditSequence) {
  public Bound {
    limits = sorted(limits);
    kept = sorted(kept);
    overcommitted = sorted(overcommitted);
    removed = List.copyOf(removed);
  }

  private static <V> Map<Resource, V> sorted(Map<Resource, V> from) {
    Map<Resource, V> copy = new EnumMap<>(Resource.class);
    copy.putAll(from);
    return Collections.unmodifiableMap(copy);
  }
}
