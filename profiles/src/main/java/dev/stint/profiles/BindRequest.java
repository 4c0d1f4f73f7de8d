package dev.stint.profiles;

import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a broker is asked to bind: a profile to a scope, on which occasion, for how long, and which
 * policy said so. Immutable; each method returns another request.
 */
public final class BindRequest {
  private final Scope scope;
  private final ResourceProfile profile;
  private final BindingOccasion occasion;
  private final Lease lease;
  private final String source;
  private final boolean observed;
  private final Set<Resource> exempt;

  private BindRequest(
      Scope scope,
      ResourceProfile profile,
      BindingOccasion occasion,
      Lease lease,
      String source,
      boolean observed,
      Set<Resource> exempt) {
    this.scope = scope;
    this.profile = profile;
    this.occasion = occasion;
    this.lease = lease;
    this.source = source;
    this.observed = observed;
    this.exempt = exempt;
  }

  /** The profile as its file says, without an end, on the occasion that makes such a scope. */
  public static BindRequest of(Scope scope, ResourceProfile profile) {
    return new BindRequest(
        scope,
        profile,
        BindingOccasion.of(scope.kind()),
        Lease.open(),
        profile.source(),
        false,
        profile.exempt());
  }

  /** The profile that the policy sources chose; the binding names the source. */
  public static BindRequest of(Scope scope, PolicySources.Selected selected) {
    return of(scope, selected.profile()).from(selected.provenance());
  }

  public BindRequest on(BindingOccasion when) {
    return new BindRequest(scope, profile, when, lease, source, observed, exempt);
  }

  public BindRequest leased(Lease until) {
    return new BindRequest(scope, profile, occasion, until, source, observed, exempt);
  }

  /** Names the policy that chose the profile. */
  public BindRequest from(String policy) {
    return new BindRequest(scope, profile, occasion, lease, policy, observed, exempt);
  }

  /** Grants everything and only counts what would have been denied, when that is true. */
  public BindRequest observed(boolean observe) {
    return new BindRequest(scope, profile, occasion, lease, source, observe, exempt);
  }

  /**
   * Asks for exemptions beside those that the profile says; the broker needs the capability.
   *
   * @throws IllegalArgumentException when the profile has a limit for one of them
   */
  public BindRequest exempting(Set<Resource> more) {
    Set<Resource> all = EnumSet.noneOf(Resource.class);
    all.addAll(exempt);
    for (Resource each : more) {
      if (profile.limits().containsKey(each)) {
        throw new IllegalArgumentException("resource [" + each.label() + "] has a limit");
      }
      all.add(each);
    }
    return new BindRequest(
        scope, profile, occasion, lease, source, observed, Collections.unmodifiableSet(all));
  }

  public Scope scope() {
    return scope;
  }

  public ResourceProfile profile() {
    return profile;
  }

  public BindingOccasion occasion() {
    return occasion;
  }

  public Lease lease() {
    return lease;
  }

  public String source() {
    return source;
  }

  public boolean isObserved() {
    return observed;
  }

  public Set<Resource> exempt() {
    return exempt;
  }
}
