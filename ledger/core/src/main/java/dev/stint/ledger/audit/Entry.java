package dev.stint.ledger.audit;

import dev.stint.ledger.AuditChain;
import dev.stint.ledger.AuditKind;

/** A place for one record that waits to be written. Mutable, guarded by its {@link Backlog}. */
final class Entry {
  private long sequence;
  private long epochMillis;
  private AuditKind kind = AuditKind.RECOVERY;
  private String scopePath = "";
  private String subject = "";
  private String detail = "";
  private boolean own;

  void set(
      long newSequence,
      AuditKind newKind,
      String scope,
      String what,
      String more,
      boolean ofTheAudit) {
    own = ofTheAudit;
    sequence = newSequence;
    epochMillis = System.currentTimeMillis();
    kind = newKind;
    scopePath = scope;
    subject = what;
    detail = more;
  }

  void clear() {
    scopePath = "";
    subject = "";
    detail = "";
  }

  /** Whether it is of the audit itself. */
  boolean isOwn() {
    return own;
  }

  long sequence() {
    return sequence;
  }

  String body() {
    return AuditChain.body(sequence, epochMillis, kind, scopePath, subject, detail);
  }
}
