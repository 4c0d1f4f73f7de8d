package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a broker did to one scope.
 *
 * @param limits the limits of the profile that are in force, in the order of the catalogue
 * @param kept limits of others that are in force instead, because they were not looser
 * @param overcommitted what the scope holds above a limit: nothing was revoked, growth is denied
 * @param removed the resources that the profile does not name any more: they inherit, or the limit
 *     of another broker holds again
 * @param exempt the resources without a limit by exemption; an ancestor may have one all the same
 * @param endedChanges the resources whose live change this binding has replaced
 * @param nowAbove the limits below this scope that promise more than it admits now; they stay, and
 *     all ancestors apply to a charge
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
    Set<Resource> exempt,
    Set<Resource> endedChanges,
    LooserBelow nowAbove,
    long auditSequence) {
  public Bound {
    limits = sorted(limits);
    kept = sorted(kept);
    overcommitted = sorted(overcommitted);
    removed = List.copyOf(removed);
    exempt = sorted(exempt);
    endedChanges = sorted(endedChanges);
  }

  private static <V> Map<Resource, V> sorted(Map<Resource, V> from) {
    Map<Resource, V> copy = new EnumMap<>(Resource.class);
    copy.putAll(from);
    return Collections.unmodifiableMap(copy);
  }

  private static Set<Resource> sorted(Set<Resource> from) {
    Set<Resource> copy = EnumSet.noneOf(Resource.class);
    copy.addAll(from);
    return Collections.unmodifiableSet(copy);
  }
}
