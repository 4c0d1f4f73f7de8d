package dev.stint.profiles;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.Set;

/** What a broker says, in the audit and in refusals. */
final class BrokerTexts {
  private BrokerTexts() {}

  /** One record for a whole binding; each limit is followed by one of its own. */
  static String bound(Wish wish, @Nullable Wish before) {
    StringBuilder text = new StringBuilder(facts(wish));
    text.append(", by ").append(wish.broker());
    text.append(", at ").append(wish.occasion().label());
    if (!wish.exempt().isEmpty()) {
      text.append(", exempt ").append(ExemptionAuthority.labels(wish.exempt()));
    }
    if (before != null && !before.changed().isEmpty()) {
      text.append(", ends the live change of ").append(ExemptionAuthority.labels(before.changed()));
    }
    return text.toString();
  }

  private static String facts(Wish wish) {
    ResourceProfile profile = wish.profile();
    return "version "
        + profile.versionId()
        + ", epoch "
        + profile.epoch()
        + ", "
        + wish.limits().size()
        + (wish.observed() ? " limits observed, from " : " limits, from ")
        + wish.source();
  }

  static String renewed(Wish wish, Lease lease) {
    return facts(wish) + ", by " + wish.broker() + ", renewed " + lease;
  }

  static String changed(
      Resource resource, @Nullable Limit before, @Nullable Limit after, String broker) {
    return resource.label()
        + " changed by "
        + broker
        + ", "
        + shown(resource, before)
        + " to "
        + shown(resource, after);
  }

  private static String shown(Resource resource, @Nullable Limit limit) {
    return limit == null ? "inherits" : "hard [" + resource.unit().format(limit.hard()) + "]";
  }

  static String revoked(long below, int scopes, String broker) {
    return "epochs below [" + below + "] revoked by " + broker + ", scopes [" + scopes + "]";
  }

  static ProfileException stale(ProfileHeader header, Scope scope, long newest, String what) {
    return new ProfileException(
        header.problem(
            header.epochPlace(),
            Codes.STALE_AT_SCOPE,
            "epoch ["
                + header.epoch()
                + "] of profile ["
                + header.profileId()
                + "] is older than ["
                + newest
                + "] of "
                + what
                + ", which is bound to ["
                + scope.path()
                + "]"));
  }

  static ProfileException clash(ProfileHeader header, Scope scope, Choice.Clash clash) {
    return new ProfileException(
        header.problem(
            Place.WHOLE_FILE,
            Codes.CLASH,
            "limits at ["
                + scope.path()
                + "] do not compare: ["
                + clash.first.origin()
                + "] and ["
                + clash.second.origin()
                + "] have windows of which neither bounds the other"));
  }

  static ProfileProblem notExempt(
      ResourceProfile profile, Scope scope, Resource resource, String broker, Set<Resource> held) {
    return profile
        .header()
        .problem(
            profile.place(resource),
            Codes.NOT_EXEMPT,
            resource.label()
                + " of ["
                + scope.path()
                + "] is [unlimited], for which broker ["
                + broker
                + "] has no exemption, it has "
                + ExemptionAuthority.labels(held));
  }

  static ProfileProblem revoked(Wish wish, Scope scope) {
    ProfileHeader header = wish.profile().header();
    return header.problem(
        header.epochPlace(),
        Codes.REVOKED,
        "epoch ["
            + header.epoch()
            + "] of profile ["
            + header.profileId()
            + "] was revoked at ["
            + scope.path()
            + "], the oldest in force is ["
            + wish.revokedBelow()
            + "]");
  }
}
