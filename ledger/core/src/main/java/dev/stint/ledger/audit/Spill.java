package dev.stint.ledger.audit;

import dev.stint.ledger.AuditHead;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The spill file: written in full beforehand, so that a full disk has room for what is mandatory.
 * Holds lines as segments do, and zero bytes behind them. For one thread.
 */
final class Spill implements Closeable {
  static final String NAME = "audit.spill";

  private static final int CHUNK_BYTES = 64 << 10;

  private final AuditFiles files;
  private final int bytes;
  private AuditFile file;
  private long size;
  private long used;
  private long dirty;
  private boolean stale;

  private Spill(AuditFiles files, int bytes, AuditFile file) {
    this.files = files;
    this.bytes = bytes;
    this.file = file;
  }

  /** Opens the file with all that an earlier writer left in it. */
  static Spill open(AuditFiles files, AuditOptions options) throws IOException {
    AuditFile file = files.write(NAME);
    Spill spill = new Spill(files, options.spillBytes(), file);
    spill.size = file.size();
    spill.used = spill.size;
    return spill;
  }

  long room() {
    return stale ? bytes : bytes - used;
  }

  /** Writes lines behind those that are there, and returns when they are on disk. */
  void write(Batch batch) throws IOException {
    clean();
    dirty = batch.bytes();
    batch.writeTo(file, used);
    file.force();
    used += batch.bytes();
    dirty = 0;
  }

  /** What a failed write may have left must not be taken for a line. */
  private void clean() throws IOException {
    if (stale) {
      clear();
    }
    if (dirty > 0) {
      reopen();
      zero(used, dirty);
      file.force();
      dirty = 0;
    }
  }

  /**
   * Copies to segments the lines that are not there yet.
   *
   * @return where in the file the lines end; what is not zero behind it was torn
   */
  long copyTo(Segments segments, Batch batch) throws IOException {
    reopen();
    clean();
    LineReader reader = new LineReader(file, true);
    Links links = new Links(segments.head());
    batch.begin(segments.head(), Batch.BYTES);
    LineReader.Found found = reader.next();
    while (found == LineReader.Found.LINE) {
      copy(links, reader, segments, batch);
      found = reader.next();
    }
    if (found == LineReader.Found.TOO_LONG) {
      throw SegmentScan.broken(files, NAME, reader, "too long");
    }
    if (batch.count() > 0) {
      segments.write(batch);
    }
    return reader.start();
  }

  private void copy(Links links, LineReader reader, Segments segments, Batch batch)
      throws IOException {
    long before = links.head().sequence();
    String wrong = links.takeIfNew(reader);
    if (wrong != null) {
      throw SegmentScan.broken(files, NAME, reader, wrong);
    }
    if (links.head().sequence() == before) {
      return;
    }
    int length = reader.length();
    byte[] line = new byte[length + 1];
    System.arraycopy(reader.line(), 0, line, 0, length);
    line[length] = '\n';
    AuditHead after = links.head();
    if (!batch.add(line, line.length, after)) {
      segments.write(batch);
      batch.begin(segments.head(), Batch.BYTES);
      batch.add(line, line.length, after);
    }
  }

  /** All lines are in segments: they may be cleared, and must not be read again. */
  void drained() {
    stale = true;
  }

  /** Writes the file in full with zero bytes. */
  void prepare() throws IOException {
    if (file.size() != bytes || !isZero()) {
      file.truncate(bytes);
      used = bytes;
      clear();
    }
    size = bytes;
    used = 0;
    stale = false;
  }

  private boolean isZero() throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    long at = 0;
    int read = file.read(chunk, at);
    while (read > 0) {
      for (int i = 0; i < read; i++) {
        if (chunk.get(i) != 0) {
          return false;
        }
      }
      at += read;
      chunk.clear();
      read = file.read(chunk, at);
    }
    return true;
  }

  void clear() throws IOException {
    zero(0, used + dirty);
    file.force();
    used = 0;
    dirty = 0;
    stale = false;
  }

  private void zero(long from, long count) throws IOException {
    long end = from + count;
    for (long at = from; at < end; at += CHUNK_BYTES) {
      file.write(ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, end - at)), at);
    }
  }

  AuditFile file() {
    return file;
  }

  /** After a failure nothing is known about what an open file holds. */
  private void reopen() throws IOException {
    long before = size;
    file.close();
    file = files.write(NAME);
    if (file.size() < before) {
      throw new IOException("shorter than written");
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
