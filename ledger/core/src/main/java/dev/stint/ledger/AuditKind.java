package dev.stint.ledger;

/** What is audited. */
public enum AuditKind {
  /** A profile became limits. */
  PROFILE_BOUND,
  /** A charge was refused. */
  DENIED,
  /** A grant that was asked to be on record. */
  GRANTED,
  /** A donation began, was spent or ended. */
  DONATION,
  /** A capability or a resource was revoked. */
  REVOKED,
  /** A scope ended and gave everything back. */
  CLEANUP,
  /** A counter was wrong, or was rebuilt. */
  RECOVERY,
  /** An administrator changed a profile. */
  PROFILE_CHANGED
}
