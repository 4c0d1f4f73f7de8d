package dev.stint.ledger.audit;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.AuditSink;
import dev.stint.ledger.AuditText;
import dev.stint.ledger.AuditUnavailable;
import dev.stint.ledger.MonotonicClock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An append-only audit in a directory of its own: a hash chain in segments, written by the daemon
 * thread {@code stint-audit} in batches, each of them forced to the disk. Thread-safe.
 *
 * <p><b>Room.</b> A record goes into a bounded queue. When the queue is full, {@link #append} waits
 * a bounded time; {@link #offer}, and the writer's own thread, never wait.
 *
 * <p><b>Emergency.</b> When storage fails, is full, or does not keep up, the mode is {@link
 * AuditMode#EMERGENCY}: mandatory records go to reserved room in memory and from there to a spill
 * file that was written beforehand; the others are shed and counted, and the counts are part of the
 * chain. When the reserved room is used up, or the emergency lasts longer than its limit, mandatory
 * records are refused: {@code append} throws, {@code offer} returns {@link #REFUSED}. The mode ends
 * when what was spilled is in segments and was read back.
 *
 * <p><b>Durability.</b> A returned sequence number says that the record was accepted; {@link #head}
 * and {@link #flush} tell what is on the disk. What is only in memory is lost with the process.
 */
public final class FileAudit implements AuditSink, AutoCloseable {
  private static final long NANOS = 1_000_000;
  private static final long CLOSE_MILLIS = 10_000;

  private final AuditFiles files;
  private final Segments segments;
  private final Spill spill;
  private final Backlog backlog;
  private final Thread thread;
  private final long waitMillis;

  private FileAudit(
      AuditFiles files,
      Segments segments,
      Spill spill,
      Backlog backlog,
      AuditWriter writer,
      long waitMillis) {
    this.files = files;
    this.segments = segments;
    this.spill = spill;
    this.backlog = backlog;
    this.waitMillis = waitMillis;
    this.thread = new Thread(null, writer, "stint-audit", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
  }

  /** Opens with the default limits. */
  public static FileAudit open(Path directory) throws AuditException {
    return open(directory, AuditOptions.defaults());
  }

  /**
   * Opens a directory, which is made if it is not there. The last segment is verified and the chain
   * goes on from it; a line without end is kept aside in a file of its own and said in a record.
   *
   * @throws AuditException if another writer holds the directory, the last segment is broken, or
   *     storage fails already; nothing is audited then
   */
  public static FileAudit open(Path directory, AuditOptions options) throws AuditException {
    try {
      return open(DiskFiles.writer(directory), options, MonotonicClock.SYSTEM);
    } catch (AuditException e) {
      throw e;
    } catch (IOException e) {
      throw new AuditException(
          AuditException.NOT_OPENED,
          "audit not opened [" + AuditLine.shown(directory) + "]: " + AuditWriter.reason(e),
          e);
    }
  }

  /** Takes over the files, also if it fails. */
  static FileAudit open(AuditFiles files, AuditOptions options, MonotonicClock clock)
      throws IOException {
    Segments segments = null;
    Spill spill = null;
    boolean opened = false;
    try {
      Recovery recovery = new Recovery(files, options);
      Batch batch = new Batch(options);
      segments = recovery.segments();
      spill = recovery.spill(segments, batch);
      Backlog backlog = new Backlog(options, clock);
      backlog.startAfter(segments.head());
      AuditWriter writer = new AuditWriter(backlog, segments, spill, batch, options);
      recovery.say(backlog, writer);
      FileAudit audit =
          new FileAudit(files, segments, spill, backlog, writer, options.waitMillis());
      audit.thread.start();
      opened = true;
      return audit;
    } finally {
      if (!opened) {
        Recovery.close(segments, spill, files);
      }
    }
  }

  @Override
  public long append(AuditKind kind, String scopePath, String subject, String detail) {
    long wait = Thread.currentThread() == thread ? 0 : waitMillis;
    long sequence = admit(kind, scopePath, subject, detail, wait);
    if (sequence == REFUSED) {
      throw new AuditUnavailable(kind, scopePath, backlog.reason());
    }
    return sequence;
  }

  @Override
  public long offer(AuditKind kind, String scopePath, String subject, String detail) {
    return admit(kind, scopePath, subject, detail, 0);
  }

  private long admit(AuditKind kind, String scopePath, String subject, String detail, long wait) {
    return backlog.admit(
        kind, AuditText.cut(scopePath), AuditText.cut(subject), AuditText.cut(detail), wait);
  }

  /** The head of what is on the disk; what waits in memory is not in it. */
  @Override
  public AuditHead head() {
    return backlog.head();
  }

  /** What became of all records since the audit was opened, at one instant. */
  public AuditHealth health() {
    return backlog.health();
  }

  /**
   * Waits until all that was accepted before is on the disk.
   *
   * @return false if it is not in time, or the thread was interrupted
   */
  public boolean flush(long millis) {
    return backlog.awaitStored(millis * NANOS);
  }

  /** Waits until the mode is normal and nothing waits in memory; false if it is not in time. */
  boolean awaitCalm(long millis) {
    return backlog.awaitCalm(millis * NANOS);
  }

  /**
   * Writes what waits, for at most ten seconds, and closes. Records are refused from now on.
   *
   * @throws AuditException if something accepted could not be written anywhere
   */
  @Override
  public void close() throws IOException {
    backlog.close();
    boolean ended = joined();
    if (ended) {
      Recovery.close(segments, spill, files);
    }
    int lost = backlog.size();
    if (lost > 0 || !ended) {
      throw new AuditException(
          AuditException.NOT_WRITTEN,
          "audit closed with [" + lost + "] records not written: [" + why() + "]");
    }
  }

  private String why() {
    String reason = backlog.health().reason();
    return reason.isEmpty() ? "storage did not answer" : reason;
  }

  private boolean joined() {
    boolean interrupted = false;
    long end = System.nanoTime() + CLOSE_MILLIS * NANOS;
    long left = CLOSE_MILLIS;
    while (left > 0 && thread.isAlive()) {
      try {
        thread.join(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = (end - System.nanoTime()) / NANOS;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  /** The directory, for messages. */
  @Override
  public String toString() {
    return files.toString();
  }
}
