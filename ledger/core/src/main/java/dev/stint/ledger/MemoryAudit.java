package dev.stint.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest audit records, in memory, as a hash chain over every field. Never refuses. */
public final class MemoryAudit implements AuditSink {
  public static final int DEFAULT_CAPACITY = 4096;

  private final int capacity;
  private final AuditChain chain = new AuditChain();
  private final Deque<AuditRecord> records = new ArrayDeque<>();
  private AuditHead head = new AuditHead(0, AuditChain.START);

  public MemoryAudit(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public synchronized long append(AuditKind kind, String scopePath, String subject, String detail) {
    long sequence = head.sequence() + 1;
    long millis = System.currentTimeMillis();
    String scope = AuditText.cut(scopePath);
    String what = AuditText.cut(subject);
    String more = AuditText.cut(detail);
    String hash =
        chain.next(head.hash(), AuditChain.body(sequence, millis, kind, scope, what, more));
    if (records.size() == capacity) {
      records.removeFirst();
    }
    records.addLast(new AuditRecord(sequence, millis, kind, scope, what, more, hash));
    head = new AuditHead(sequence, hash);
    return sequence;
  }

  @Override
  public synchronized AuditHead head() {
    return head;
  }

  /** The records that are still kept, oldest first. */
  public synchronized List<AuditRecord> records() {
    return new ArrayList<>(records);
  }

  /** Whether each kept record follows from the one before it and the last one is the head. */
  public synchronized boolean verify() {
    String before = null;
    for (AuditRecord r : records) {
      if (before == null && r.sequence() == 1) {
        before = AuditChain.START;
      }
      if (before != null && !r.hash().equals(hash(before, r))) {
        return false;
      }
      before = r.hash();
    }
    return before == null || before.equals(head.hash());
  }

  private String hash(String before, AuditRecord r) {
    String body =
        AuditChain.body(
            r.sequence(), r.epochMillis(), r.kind(), r.scopePath(), r.subject(), r.detail());
    return chain.next(before, body);
  }
}
