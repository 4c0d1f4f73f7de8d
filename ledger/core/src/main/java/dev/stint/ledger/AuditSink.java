package dev.stint.ledger;

/** Where audit records go. Thread-safe; an append never blocks on I/O inside woven code. */
public interface AuditSink {
  /** Appends a record and returns its sequence number, from 1 on. */
  long append(AuditKind kind, String scopePath, String subject, String detail);

  /** The head of the chain: the last sequence number and hash. */
  AuditHead head();
}
