package dev.stint.ledger;

/**
 * Where audit records go. Thread-safe; neither method does I/O on the caller's thread.
 *
 * <p>Records of a {@linkplain AuditKind#isMandatory mandatory} kind are kept or refused, never
 * dropped: who changes a state asks first, and leaves the state alone when refused. The others may
 * be shed when storage fails; then they are counted.
 */
public interface AuditSink {
  /** Instead of a sequence number: the record was of a kind that may be shed, and only counted. */
  long SHED = 0;

  /** Instead of a sequence number: a mandatory record was not kept; do not make the change. */
  long REFUSED = -1;

  /**
   * Appends a record and returns its sequence number, from 1 on, or {@link #SHED}. May wait a
   * bounded time for room, so it is not for woven code.
   *
   * @throws AuditUnavailable if a mandatory record cannot be kept; nothing was recorded
   */
  long append(AuditKind kind, String scopePath, String subject, String detail);

  /**
   * The same for woven code: never waits and never throws.
   *
   * @return the sequence number, or {@link #SHED} or {@link #REFUSED}
   */
  default long offer(AuditKind kind, String scopePath, String subject, String detail) {
    try {
      return append(kind, scopePath, subject, detail);
    } catch (AuditUnavailable e) {
      return REFUSED;
    }
  }

  /** The head of the chain: the last sequence number and hash. */
  AuditHead head();
}
