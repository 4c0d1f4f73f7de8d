package dev.stint.ledger;

/** What is audited. */
public enum AuditKind {
  /** A profile became limits. */
  PROFILE_BOUND(true),
  /** A charge was refused. */
  DENIED(false),
  /** A grant that was asked to be on record. */
  GRANTED(false),
  /** A donation began, was spent or ended. */
  DONATION(true),
  /** A capability or a resource was revoked. */
  REVOKED(true),
  /** A scope ended and gave everything back. */
  CLEANUP(true),
  /** A counter was wrong, or was rebuilt; or the audit itself had to recover. */
  RECOVERY(true),
  /** An administrator changed a profile. */
  PROFILE_CHANGED(true);

  private final boolean mandatory;

  AuditKind(boolean mandatory) {
    this.mandatory = mandatory;
  }

  /** Whether such a record is kept even while storage fails, or else refused to the caller. */
  public boolean isMandatory() {
    return mandatory;
  }
}
