package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.profiles.origin.Origin;
import dev.stint.profiles.origin.Sourced;

/** Checks that no limit is above that of an ancestor after overrides were set. */
final class OverrideCheck {
  private static final String SYSTEM = "system";

  private final ProfileDocument document;

  OverrideCheck(ProfileDocument document) {
    this.document = document;
  }

  void check() throws ProfileException {
    against(PrincipalName.DEFAULT, document.defaults(), SYSTEM, document.system());
    for (PrincipalRule rule : document.rules()) {
      check(rule);
    }
  }

  private void check(PrincipalRule rule) throws ProfileException {
    for (PrincipalRule above : document.ancestors(rule.principal())) {
      against(rule.principal(), rule.profile(), above.principal(), above.profile());
    }
    against(rule.principal(), rule.profile(), SYSTEM, document.system());
  }

  private static void against(
      String name, ResourceProfile profile, String parentName, ResourceProfile parent)
      throws ProfileException {
    for (Resource resource : profile.limits().keySet()) {
      Sourced<Limit> limit = profile.sourced(resource);
      Sourced<Limit> above = parent.sourced(resource);
      if (limit != null && above != null && ParentCheck.isAbove(limit.value(), above.value())) {
        throw refused(resource, name, limit, parentName, above);
      }
    }
  }

  /** The file alone was checked when it was read, so one of the two is from outside it. */
  private static ProfileException refused(
      Resource resource,
      String name,
      Sourced<Limit> limit,
      String parentName,
      Sourced<Limit> above) {
    boolean isOverride = limit.origin() != Origin.FILE;
    String text =
        resource.label()
            + " of ["
            + name
            + "] is ["
            + resource.unit().format(limit.value().hard())
            + (isOverride ? "]" : "] at [" + limit.where() + "]")
            + ", above ["
            + resource.unit().format(above.value().hard())
            + "] of ["
            + parentName
            + (isOverride ? "] at [" + above.where() + "]" : "]");
    String place = isOverride ? limit.where() : above.where();
    return new ProfileException(new ProfileProblem(place, 0, 0, Codes.ABOVE_PARENT, text));
  }
}
