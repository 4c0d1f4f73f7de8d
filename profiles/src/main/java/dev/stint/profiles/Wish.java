package dev.stint.profiles;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Binding;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What one broker wants at one scope: a version of a profile with the live changes since.
 * Immutable, and without a reference to the scope.
 *
 * @param source the policy that named the profile
 * @param endNanos when the lease is over or was revoked, or {@link Binding#NEVER}
 * @param revokedBelow the epoch below which its profile was revoked, or 0
 * @param changed the resources whose limit was changed since it was bound
 */
record Wish(
    String broker,
    ResourceProfile profile,
    String source,
    BindingOccasion occasion,
    boolean observed,
    long endNanos,
    long revokedBelow,
    Map<Resource, Limit> limits,
    Set<Resource> exempt,
    Set<Resource> changed) {

  static Wish of(String broker, BindRequest request) {
    boolean observed = request.isObserved();
    Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
    request.profile().limits().forEach((r, limit) -> limits.put(r, observed(limit, observed)));
    return new Wish(
        broker,
        request.profile(),
        request.source(),
        request.occasion(),
        observed,
        request.lease().endNanos(),
        0,
        limits,
        request.exempt(),
        Set.of());
  }

  private static Limit observed(Limit limit, boolean observed) {
    return observed ? limit.withAdmission(Admission.OBSERVED) : limit;
  }

  /**
   * The same after one live change.
   *
   * @param limit the new limit, or null to inherit
   */
  Wish with(Resource resource, @Nullable Limit limit) {
    Map<Resource, Limit> next = new EnumMap<>(Resource.class);
    next.putAll(limits);
    if (limit == null) {
      next.remove(resource);
    } else {
      next.put(resource, observed(limit, observed));
    }
    Set<Resource> free = copy(exempt);
    free.remove(resource);
    Set<Resource> since = copy(changed);
    since.add(resource);
    return new Wish(
        broker, profile, source, occasion, observed, endNanos, revokedBelow, next, free, since);
  }

  Wish until(long nanos) {
    return new Wish(
        broker, profile, source, occasion, observed, nanos, revokedBelow, limits, exempt, changed);
  }

  /** The same, but nothing new is admitted from now on: an observing one goes on observing. */
  Wish revoked(long below, long nowNanos) {
    Map<Resource, Limit> said = new EnumMap<>(Resource.class);
    limits.forEach(
        (r, limit) -> said.put(r, limit.from(limit.origin() + ", revoked below epoch " + below)));
    return new Wish(
        broker, profile, source, occasion, observed, nowNanos, below, said, exempt, changed);
  }

  private static Set<Resource> copy(Set<Resource> from) {
    Set<Resource> copy = EnumSet.noneOf(Resource.class);
    copy.addAll(from);
    return copy;
  }

  boolean isRevoked() {
    return revokedBelow != 0;
  }

  boolean names(Resource resource) {
    return limits.containsKey(resource) || exempt.contains(resource);
  }

  /** What it has a say in. */
  Set<Resource> named() {
    Set<Resource> named = copy(exempt);
    named.addAll(limits.keySet());
    return named;
  }

  /** The epoch for the ledgers, where they begin at 1: a file without one is of the first. */
  long epoch() {
    return epoch(profile);
  }

  static long epoch(ResourceProfile profile) {
    return Math.max(1, profile.epoch());
  }

  Binding binding(Resource resource, long expiresNanos) {
    Limit limit = limits.get(resource);
    String from = changed.contains(resource) && limit != null ? limit.origin() : source;
    return Binding.of(profile.profileId(), profile.versionId(), epoch(), from, broker)
        .until(expiresNanos);
  }
}
