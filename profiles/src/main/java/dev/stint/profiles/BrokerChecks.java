package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What a broker looks at before it changes anything. Under the lock of the bindings. */
final class BrokerChecks {
  private final GraphBindings bindings;
  private final String name;

  BrokerChecks(GraphBindings bindings, String name) {
    this.bindings = bindings;
    this.name = name;
  }

  void check(BindRequest request, @Nullable Exemption exemption) throws ProfileException {
    Scope scope = request.scope();
    ResourceProfile profile = request.profile();
    ProfileHeader header = profile.header();
    if (header.isNewer() && !request.isObserved()) {
      throw new ProfileException(
          header.problem(
              header.schemaPlace(),
              Codes.SCHEMA,
              "schema ["
                  + header.schema()
                  + "] is newer than [1], it can be observed but not enforced"));
    }
    bindings.epochs(name).check(header);
    open(scope, header);
    newest(scope, profile);
    covered(request, exemption);
  }

  void open(Scope scope, ProfileHeader header) throws ProfileException {
    if (scope.isClosed()) {
      throw new ProfileException(
          header.problem(
              Place.WHOLE_FILE, Codes.SCOPE_CLOSED, "scope [" + scope.path() + "] is closed"));
    }
  }

  /** A scope does not go back to an older epoch by way of another profile. */
  private void newest(Scope scope, ResourceProfile profile) throws ProfileException {
    Wish wish = bindings.of(scope, name);
    if (wish != null && Wish.epoch(profile) < wish.epoch()) {
      String other = "profile [" + wish.profile().profileId() + "]";
      throw BrokerTexts.stale(profile.header(), scope, wish.epoch(), other);
    }
  }

  private void covered(BindRequest request, @Nullable Exemption exemption) throws ProfileException {
    Set<Resource> held = exemption == null ? Collections.emptySet() : exemption.resources();
    Set<Resource> lacking = EnumSet.noneOf(Resource.class);
    lacking.addAll(request.exempt());
    lacking.removeAll(held);
    for (Resource first : lacking) {
      throw new ProfileException(
          BrokerTexts.notExempt(request.profile(), request.scope(), first, name, held));
    }
  }

  /**
   * No limit promises more than an ancestor admits.
   *
   * @param setter what the ancestors get in the same step
   */
  void within(Scope scope, ResourceProfile profile, LimitSetter setter) throws ProfileException {
    for (Scope above = scope.parent(); above != null; above = above.parent()) {
      Map<Resource, Limit> limits = setter.limitsOf(above);
      ProfileProblem problem =
          ParentCheck.firstAbove(profile, scope.path(), limits, above.path());
      if (problem != null) {
        throw new ProfileException(problem);
      }
    }
  }

  void notRevoked(Scope scope, Wish wish) throws ProfileException {
    if (wish.isRevoked()) {
      throw new ProfileException(BrokerTexts.revoked(wish, scope));
    }
  }
}
