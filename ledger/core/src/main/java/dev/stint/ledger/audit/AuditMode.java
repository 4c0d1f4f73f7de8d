package dev.stint.ledger.audit;

/** How an audit on disk stands. */
public enum AuditMode {
  /** Every record is accepted. */
  NORMAL,
  /** Storage fails or is full: mandatory records go to reserved room, the others are shed. */
  EMERGENCY,
  /** The emergency lasted longer than its limit: mandatory records are refused. */
  EXHAUSTED
}
