package dev.stint.profiles.host;

import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditSink;
import dev.stint.ledger.Resource;

/**
 * The capability to have no limit of one's own on one resource at one scope. It is no number and no
 * text of a file: only code that holds an audit can make one, and it is on record before it exists.
 * The ancestors of the scope bound it still. Immutable.
 */
public final class Exemption {
  private final ScaledScope scope;
  private final Resource resource;

  private Exemption(ScaledScope scope, Resource resource) {
    this.scope = scope;
    this.resource = resource;
  }

  /**
   * Makes one and records it.
   *
   * @param grantedBy who decided, for the audit
   * @throws dev.stint.ledger.AuditUnavailable when it cannot be recorded; then there is none
   */
  public static Exemption grant(
      AuditSink audit, ScaledScope scope, Resource resource, String grantedBy) {
    audit.append(
        AuditKind.PROFILE_CHANGED, scope.label(), resource.label(), "exempt, by " + grantedBy);
    return new Exemption(scope, resource);
  }

  boolean covers(ScaledScope at, Resource what) {
    return scope == at && resource == what;
  }

  @Override
  public String toString() {
    return "unlimited " + resource.label() + " at " + scope.label();
  }
}
