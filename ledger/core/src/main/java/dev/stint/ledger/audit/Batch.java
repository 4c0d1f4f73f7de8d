package dev.stint.ledger.audit;

import dev.stint.ledger.AuditChain;
import dev.stint.ledger.AuditHead;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Lines that are written together, in one buffer that is made once. Not thread-safe. */
final class Batch {
  static final int ENTRIES = 64;
  static final int BYTES = 48 << 10;

  private final AuditChain chain = new AuditChain();
  private final ByteBuffer buffer = ByteBuffer.allocate(BYTES);
  private final int entries;
  private AuditHead head = new AuditHead(0, AuditChain.START);
  private int count;

  Batch(AuditOptions options) {
    this.entries = Math.min(ENTRIES, options.segmentEntries());
  }

  /** Begins anew after a head, with at most so many bytes. */
  void begin(AuditHead before, long mostBytes) {
    head = before;
    count = 0;
    buffer.clear().limit((int) Math.min(BYTES, mostBytes));
  }

  /** Takes what waits, as far as it fits; returns how many. */
  int fill(Backlog backlog) {
    int waiting = backlog.size();
    while (count < waiting && count < entries) {
      Entry entry = backlog.peek(count);
      String body = entry.body();
      String hash = chain.next(head.hash(), body);
      byte[] line = AuditLine.bytes(body + '\t' + hash + '\n');
      if (!add(line, line.length, new AuditHead(entry.sequence(), hash))) {
        break;
      }
    }
    return count;
  }

  /** Takes a line as it is; false if it does not fit. */
  boolean add(byte[] line, int length, AuditHead after) {
    if (count == entries || buffer.remaining() < length) {
      return false;
    }
    buffer.put(line, 0, length);
    head = after;
    count++;
    return true;
  }

  int count() {
    return count;
  }

  int bytes() {
    return buffer.position();
  }

  /** The head after the last line. */
  AuditHead head() {
    return head;
  }

  void writeTo(AuditFile file, long position) throws IOException {
    ByteBuffer all = buffer.duplicate();
    all.flip();
    file.write(all, position);
  }
}
