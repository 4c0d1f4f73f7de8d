package dev.stint.ledger.audit;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;

/**
 * Brings what waits to the disk: to segments, or to the spill file while they fail. Runs on one
 * thread; whatever fails is an emergency, never the end of the thread.
 */
final class AuditWriter implements Runnable {
  private static final long NANOS = 1_000_000;
  private static final long IDLE_NANOS = 3_600_000 * NANOS;

  private final Backlog backlog;
  private final Segments segments;
  private final Spill spill;
  private final Batch batch;
  private final long retryNanos;
  private final Losses losses = new Losses();
  private long retryAt = System.nanoTime();
  private long noteAt = retryAt;

  AuditWriter(Backlog backlog, Segments segments, Spill spill, Batch batch, AuditOptions options) {
    this.backlog = backlog;
    this.segments = segments;
    this.spill = spill;
    this.batch = batch;
    this.retryNanos = options.retryMillis() * NANOS;
  }

  @Override
  public void run() {
    boolean progress = true;
    boolean closing = false;
    while (!closing || progress) {
      await(progress);
      closing = backlog.isClosed();
      progress = passed();
    }
  }

  /** When memory is too short even to begin an emergency, the next try comes later. */
  private boolean passed() {
    try {
      return pass();
    } catch (OutOfMemoryError | StackOverflowError e) {
      backlog.awaitWork(retryNanos, true);
      return false;
    }
  }

  private void await(boolean progress) {
    if (backlog.mode() == AuditMode.NORMAL) {
      backlog.awaitWork(IDLE_NANOS, false);
    } else {
      boolean stuck = !progress && backlog.size() > 0;
      backlog.awaitWork(Math.max(0, retryAt - System.nanoTime()), stuck);
    }
  }

  /** Writes one batch, or tries to; false if nothing can be done now. */
  boolean pass() {
    Thread.interrupted(); // an interrupt closes files; they are opened anew, it is not passed on
    try {
      return backlog.mode() == AuditMode.NORMAL ? write() : emergency();
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
      failed(reason(e));
      return true;
    }
  }

  /** Why something failed, in a few words. */
  static String reason(Throwable e) {
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return AuditLine.shown(file.getReason());
    }
    String message = e.getMessage();
    return e instanceof FileSystemException || !(e instanceof IOException) || message == null
        ? e.getClass().getName()
        : AuditLine.shown(message);
  }

  private void failed(String why) {
    retryAt = System.nanoTime() + retryNanos;
    backlog.enter(why);
  }

  private boolean write() throws IOException {
    batch.begin(backlog.head(), Batch.BYTES);
    if (batch.fill(backlog) == 0) {
      return false;
    }
    try {
      segments.write(batch);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // of somebody who interrupts every thread: no fault of the storage
      segments.rewind();
      segments.write(batch);
    }
    backlog.stored(batch.count(), batch.head(), false);
    return true;
  }

  private boolean emergency() {
    boolean closing = backlog.isClosed();
    if (closing || System.nanoTime() - retryAt >= 0) {
      try {
        recover();
        return true;
      } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
        failed(reason(e));
      }
    }
    return spill(closing);
  }

  /** Drains the spill file, reads back what it gave, then goes on where the emergency began. */
  private void recover() throws IOException {
    segments.rewind();
    String since = segments.name();
    spill.copyTo(segments, batch);
    if (!segments.head().equals(backlog.head())) {
      throw new IOException("spill file has not all that was written");
    }
    segments.verifySince(since);
    spill.drained();
    backlog.drained();
    spill.clear();
    while (!backlog.leave(losses)) {
      write();
    }
  }

  private boolean spill(boolean closing) {
    if (closing || System.nanoTime() - noteAt >= 0) {
      noteAt = System.nanoTime() + retryNanos;
      backlog.noteLosses(losses);
    }
    try {
      batch.begin(backlog.head(), spill.room());
      if (batch.fill(backlog) == 0) {
        return false;
      }
      spill.write(batch);
      backlog.stored(batch.count(), batch.head(), true);
      return true;
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
      failed("spill file: " + reason(e));
      return false;
    }
  }
}
