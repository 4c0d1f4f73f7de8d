package dev.stint.profiles;

import dev.stint.ledger.Admission;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.EnumMap;
import java.util.Map;

/**
 * Translates profiles into live limits of one graph. Safe from any thread; never called from woven
 * code.
 *
 * <p>A binding is checked whole before the first limit is set, and refused as a whole: a schema
 * that this version does not know (it may be observed), an epoch older than the last one bound of
 * the same profile, a limit above that of an ancestor. Binding a scope again replaces what the
 * broker set there before; a limit that the profile does not name any more inherits again. Where
 * another binder has set a limit that is not looser, that one stays.
 *
 * <p>Brokers of the same name in one graph are one broker. Only ancestors along {@link
 * Scope#parent} are compared; at a charge all of them apply.
 */
public final class Broker {
  private static final ProfileHeader CHANGED =
      new ProfileHeader("change", 1, Place.WHOLE_FILE, "change", "1", 0, Place.WHOLE_FILE);

  private final Ledgers ledgers;
  private final String name;
  private final Bindings bindings;

  /** A broker that sets limits under that name, which stands in the audit. */
  public Broker(Ledgers ledgers, String name) {
    this.ledgers = ledgers;
    this.name = name;
    this.bindings = Bindings.of(ledgers, name);
  }

  /** Binds the limits of the whole JVM. Bind it before the principals, which it bounds. */
  public Bound bindSystem(ProfileDocument document, boolean observe) throws ProfileException {
    return bind(ledgers.system(), document.system(), observe);
  }

  /**
   * Binds a profile to a scope, all limits or none.
   *
   * @param observe grant everything and only count what would have been denied
   * @throws IllegalArgumentException when the scope is of another graph
   */
  public Bound bind(Scope scope, ResourceProfile profile, boolean observe) throws ProfileException {
    if (scope.root() != ledgers) {
      throw new IllegalArgumentException("scope [" + scope.path() + "] is of another graph");
    }
    synchronized (bindings) {
      checkOrRecord(scope, profile, observe);
      Map<Resource, Limit> limits = observe ? observed(profile.limits()) : profile.limits();
      long record = audit(scope, profile, observe);
      Binding binding = new Binding(bindings.of(scope), ledgers.binder(name), scope);
      Bound bound = binding.replace(profile, limits, observe, record);
      bindings.remember(profile);
      ProfileEvents.bound(bound);
      return bound;
    }
  }

  /**
   * Changes one limit while everything runs: a higher one is in force for the next charge, a lower
   * one revokes nothing and denies growth until what is held fits.
   *
   * @param limit the new limit, whose {@link Limit#origin} says who wanted it; null to inherit
   * @throws ProfileException when the scope is closed or an ancestor admits less
   */
  public Change change(Scope scope, Resource resource, @Nullable Limit limit)
      throws ProfileException {
    if (scope.root() != ledgers) {
      throw new IllegalArgumentException("scope [" + scope.path() + "] is of another graph");
    }
    synchronized (bindings) {
      Map<Resource, Limit> one = limit == null ? Map.of() : Map.of(resource, limit);
      ResourceProfile wanted = new ResourceProfile(CHANGED, one, Map.of(), null, null);
      checkScope(scope, wanted);
      Limit before = limitsOf(scope).get(resource);
      String text = resource.label() + " changed by " + name;
      long record =
          ledgers.audit().append(AuditKind.PROFILE_BOUND, scope.path(), resource.label(), text);
      long excess = ledgers.binder(name).bind(scope, resource, limit);
      return new Change(scope, resource, before, limit, excess, record);
    }
  }

  /**
   * Records a profile that was refused before a broker saw it, such as one that cannot be read. A
   * binding that this broker refuses is on record already.
   */
  public void refused(Scope scope, ProfileException why) {
    bindings.refused.record(ledgers, scope, why.file(), why);
  }

  private void checkOrRecord(Scope scope, ResourceProfile profile, boolean observe)
      throws ProfileException {
    try {
      check(scope, profile, observe);
    } catch (ProfileException e) {
      bindings.refused.record(ledgers, scope, profile.profileId(), e);
      throw e;
    }
  }

  private void check(Scope scope, ResourceProfile profile, boolean observe)
      throws ProfileException {
    ProfileHeader header = profile.header();
    if (header.isNewer() && !observe) {
      throw refused(
          header,
          header.schemaPlace(),
          Codes.SCHEMA,
          "schema ["
              + header.schema()
              + "] is newer than [1], it can be observed but not enforced");
    }
    bindings.check(header);
    checkScope(scope, profile);
  }

  private static void checkScope(Scope scope, ResourceProfile profile) throws ProfileException {
    if (scope.isClosed()) {
      throw refused(
          profile.header(),
          Place.WHOLE_FILE,
          Codes.SCOPE_CLOSED,
          "scope [" + scope.path() + "] is closed");
    }
    for (Scope above = scope.parent(); above != null; above = above.parent()) {
      ProfileProblem problem =
          ParentCheck.firstAbove(profile, scope.path(), limitsOf(above), above.path());
      if (problem != null) {
        throw new ProfileException(problem);
      }
    }
  }

  private static ProfileException refused(
      ProfileHeader header, Place place, String code, String text) {
    return new ProfileException(header.problem(place, code, text));
  }

  /** Of the ledgers that exist: none is made by a binding that may be refused. */
  private static Map<Resource, Limit> limitsOf(Scope scope) {
    Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
    for (Ledger ledger : scope.ledgers()) {
      Limit limit = ledger.limit();
      if (limit != null) {
        limits.put(ledger.resource(), limit);
      }
    }
    return limits;
  }

  private static Map<Resource, Limit> observed(Map<Resource, Limit> limits) {
    Map<Resource, Limit> observed = new EnumMap<>(Resource.class);
    limits.forEach(
        (resource, limit) -> observed.put(resource, limit.withAdmission(Admission.OBSERVED)));
    return observed;
  }

  /** One record for the whole binding; each limit is followed by one of its own. */
  private long audit(Scope scope, ResourceProfile profile, boolean observe) {
    return ledgers
        .audit()
        .append(
            AuditKind.PROFILE_BOUND,
            scope.path(),
            profile.profileId(),
            "version "
                + profile.versionId()
                + ", epoch "
                + profile.epoch()
                + ", "
                + profile.limits().size()
                + (observe ? " limits observed, from " : " limits, from ")
                + profile.source()
                + ", by "
                + name);
  }
}
