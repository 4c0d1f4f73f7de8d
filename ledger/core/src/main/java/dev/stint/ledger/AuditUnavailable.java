package dev.stint.ledger;

/**
 * A mandatory audit record cannot be kept, so what it was to record must not happen. The message is
 * one line that ends in a code; there is no stack trace.
 */
public final class AuditUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AuditKind kind;

  /**
   * @param reason what keeps the audit from recording, in a few words
   */
  public AuditUnavailable(AuditKind kind, String scopePath, String reason) {
    super(
        "audit refused: ["
            + kind.name()
            + "] at ["
            + AuditText.escape(AuditText.cut(scopePath))
            + "], ["
            + reason
            + "]; nothing was changed (STINT-T005)",
        null,
        false,
        false);
    this.kind = kind;
  }

  public AuditKind kind() {
    return kind;
  }
}
