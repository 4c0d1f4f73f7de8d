package dev.stint.ledger.audit;

import dev.stint.ledger.AuditChain;
import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditSink;
import dev.stint.ledger.MonotonicClock;

/**
 * The records that wait for the writer, in the order of their sequence numbers, in room that is
 * made once: some for every record, more for mandatory ones in an emergency, a little for the
 * audit's own. Keeps the mode and all counts, so that they agree at every instant. Guarded by its
 * monitor, which is never held during I/O.
 */
final class Backlog {
  private static final int OWN_ENTRIES = 8;
  private static final long NANOS = 1_000_000;

  private final MonotonicClock clock;
  private final long emergencyNanos;
  private final int normal;
  private final int most;
  private final Entry[] ring;
  private int first;
  private int size;
  private int own;
  private long sequence;
  private AuditHead head = new AuditHead(0, AuditChain.START);

  private AuditMode mode = AuditMode.NORMAL;
  private String reason = "";
  private long since;
  private boolean closed;

  private long emitted;
  private long recorded;
  private long spilled;
  private long shed;
  private long refused;
  private long emergencies;

  Backlog(AuditOptions options, MonotonicClock clock) {
    this.clock = clock;
    this.emergencyNanos = options.emergencyMillis() * NANOS;
    this.normal = options.queueEntries();
    this.most = normal + options.emergencyEntries();
    this.ring = new Entry[most + OWN_ENTRIES];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new Entry();
    }
  }

  /** Goes on after a head, before the first record. */
  synchronized void startAfter(AuditHead stored) {
    head = stored;
    sequence = stored.sequence();
  }

  /** Accepts a record, or counts it as shed or refused; waits for room at most so long. */
  synchronized long admit(
      AuditKind kind, String scope, String subject, String detail, long waitMillis) {
    if (waitMillis > 0) {
      awaitRoom(kind, waitMillis * NANOS);
    }
    if (mode == AuditMode.NORMAL && size - own >= normal && !closed) {
      enter("queue is full");
    }
    expire();
    emitted++;
    if (mode == AuditMode.NORMAL && !closed) {
      return put(kind, scope, subject, detail, false);
    }
    if (!kind.isMandatory()) {
      shed++;
      return AuditSink.SHED;
    }
    if (closed || mode == AuditMode.EXHAUSTED || size - own >= most) {
      refused++;
      return AuditSink.REFUSED;
    }
    return put(kind, scope, subject, detail, false);
  }

  private void awaitRoom(AuditKind kind, long nanos) {
    long end = System.nanoTime() + nanos;
    while (isFull(kind) && !closed) {
      long left = end - System.nanoTime();
      if (left <= 0 || !pause(left)) {
        return;
      }
    }
  }

  /**
   * Who can wait leaves the reserved room to those who cannot, and lets an emergency come to its
   * end, for which the queue has to be half empty.
   */
  private boolean isFull(AuditKind kind) {
    return mode == AuditMode.NORMAL
        ? size - own >= normal
        : mode == AuditMode.EMERGENCY
            && kind.isMandatory()
            && size - own >= Math.max(1, normal / 2);
  }

  /** Waits for a change; false if interrupted, which stays on record for the caller. */
  private boolean pause(long nanos) {
    try {
      wait(nanos / NANOS + 1);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long put(
      AuditKind kind, String scope, String subject, String detail, boolean ofTheAudit) {
    sequence++;
    ring[(first + size) % ring.length].set(sequence, kind, scope, subject, detail, ofTheAudit);
    if (size++ == 0) {
      notifyAll();
    }
    return sequence;
  }

  /** A record of the audit itself, which has room of its own; false if that is used up. */
  synchronized boolean note(String subject, String detail) {
    if (own == OWN_ENTRIES) {
      return false;
    }
    own++;
    emitted++;
    put(AuditKind.RECOVERY, Losses.SCOPE, subject, detail, true);
    return true;
  }

  synchronized void enter(String why) {
    reason = why;
    if (mode == AuditMode.NORMAL) {
      mode = AuditMode.EMERGENCY;
      since = clock.nanoTime();
      emergencies++;
      note("audit.emergency", "began, " + why);
      notifyAll();
    }
  }

  private void expire() {
    if (mode == AuditMode.EMERGENCY && clock.nanoTime() - since > emergencyNanos) {
      mode = AuditMode.EXHAUSTED;
    }
  }

  /** Notes what was lost since the last time, if there is room. */
  synchronized void noteLosses(Losses losses) {
    if (losses.isBehind(shed, refused) && own < OWN_ENTRIES) {
      note(Losses.SUBJECT, losses.step(shed, refused));
    }
  }

  /** Ends the emergency, if the queue is half empty, and has room to say what was lost. */
  synchronized boolean leave(Losses losses) {
    if (size - own > normal / 2 || own + 2 > OWN_ENTRIES) {
      return false;
    }
    noteLosses(losses);
    note("audit.emergency", "ended after " + (clock.nanoTime() - since) / NANOS + " ms");
    mode = AuditMode.NORMAL;
    reason = "";
    notifyAll();
    return true;
  }

  /** The record at this place; for the writer alone, below the size that it has seen. */
  Entry peek(int at) {
    return ring[(first + at) % ring.length];
  }

  /** The oldest records are on disk. */
  synchronized void stored(int count, AuditHead newHead, boolean inSpill) {
    for (int i = 0; i < count; i++) {
      own -= ring[first].isOwn() ? 1 : 0;
      ring[first].clear();
      first = (first + 1) % ring.length;
    }
    size -= count;
    head = newHead;
    if (inSpill) {
      spilled += count;
    } else {
      recorded += count;
    }
    notifyAll();
  }

  /** What was in the spill file is in segments. */
  synchronized void drained() {
    recorded += spilled;
    spilled = 0;
  }

  /** For the writer: waits for records, or for the end of the time in spite of them. */
  synchronized void awaitWork(long nanos, boolean inSpiteOfThem) {
    long end = System.nanoTime() + nanos;
    while (!closed && (inSpiteOfThem || size == 0)) {
      long left = end - System.nanoTime();
      if (left <= 0 || !pause(left)) {
        return;
      }
    }
  }

  /** Waits until all that was accepted so far is on disk; false if it is not in time. */
  synchronized boolean awaitStored(long nanos) {
    long end = System.nanoTime() + nanos;
    long wanted = sequence;
    while (head.sequence() < wanted) {
      long left = end - System.nanoTime();
      if (left <= 0 || !pause(left)) {
        return false;
      }
    }
    return true;
  }

  /** Waits until the mode is normal and nothing waits; false if it is not in time. */
  synchronized boolean awaitCalm(long nanos) {
    long end = System.nanoTime() + nanos;
    while (mode != AuditMode.NORMAL || size > 0) {
      long left = end - System.nanoTime();
      if (left <= 0 || !pause(left)) {
        return false;
      }
    }
    return true;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized int size() {
    return size;
  }

  synchronized AuditHead head() {
    return head;
  }

  synchronized AuditMode mode() {
    return mode;
  }

  synchronized String reason() {
    return closed
        ? "audit is closed"
        : mode == AuditMode.EXHAUSTED ? "too long, " + reason : reason;
  }

  synchronized AuditHealth health() {
    expire();
    return new AuditHealth(
        mode, emitted, size, recorded, spilled, shed, refused, emergencies, reason);
  }
}
