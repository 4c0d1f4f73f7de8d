package dev.stint.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest audit records, in memory, as a hash chain over every field. */
public final class MemoryAudit implements AuditSink {
  public static final int DEFAULT_CAPACITY = 4096;

  private static final String START = "0".repeat(64);

  private final int capacity;
  private final MessageDigest sha256;
  private final Deque<AuditRecord> records = new ArrayDeque<>();
  private AuditHead head = new AuditHead(0, START);

  public MemoryAudit(int capacity) {
    this.capacity = capacity;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public synchronized long append(AuditKind kind, String scopePath, String subject, String detail) {
    long sequence = head.sequence() + 1;
    long millis = System.currentTimeMillis();
    String hash = hash(head.hash(), sequence, millis, kind, scopePath, subject, detail);
    if (records.size() == capacity) {
      records.removeFirst();
    }
    records.addLast(new AuditRecord(sequence, millis, kind, scopePath, subject, detail, hash));
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
        before = START;
      }
      if (before != null && !r.hash().equals(hash(before, r))) {
        return false;
      }
      before = r.hash();
    }
    return before == null || before.equals(head.hash());
  }

  private String hash(String before, AuditRecord r) {
    return hash(
        before, r.sequence(), r.epochMillis(), r.kind(), r.scopePath(), r.subject(), r.detail());
  }

  private String hash(String before, Object... fields) {
    field(before);
    for (Object field : fields) {
      field(field.toString());
    }
    StringBuilder hex = new StringBuilder(64);
    for (byte b : sha256.digest()) {
      hex.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return hex.toString();
  }

  /** Length before bytes, so that no two lists of fields give the same input. */
  private void field(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update(new byte[] {(byte) (bytes.length >> 16), (byte) (bytes.length >> 8)});
    sha256.update((byte) bytes.length);
    sha256.update(bytes);
  }
}
