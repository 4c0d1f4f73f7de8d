package dev.stint.ledger.audit;

import dev.stint.ledger.AuditChain;
import dev.stint.ledger.AuditHead;
import dev.stint.ledger.Nullable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The segments of an audit, of which the last is written to. For one thread. */
final class Segments implements Closeable {
  private static final String PREFIX = "audit-";
  private static final String SUFFIX = ".log";
  private static final int DIGITS = 19;

  private final AuditFiles files;
  private final AuditOptions options;
  private @Nullable AuditFile file;
  private String name = "";
  private long bytes;
  private int entries;
  private long olderBytes;
  private AuditHead head = new AuditHead(0, AuditChain.START);

  Segments(AuditFiles files, AuditOptions options) {
    this.files = files;
    this.options = options;
  }

  /** The name of the segment that begins with this record. */
  static String name(long firstSequence) {
    String digits = Long.toString(firstSequence);
    return PREFIX + "0".repeat(DIGITS - digits.length()) + digits + SUFFIX;
  }

  private static boolean isName(String name) {
    return name.length() == PREFIX.length() + DIGITS + SUFFIX.length()
        && name.startsWith(PREFIX)
        && name.endsWith(SUFFIX);
  }

  /** The names of all segments, oldest first. */
  static List<String> names(AuditFiles files) throws IOException {
    List<String> segments = new ArrayList<>();
    for (String name : files.names()) {
      if (isName(name)) {
        segments.add(name);
      }
    }
    return segments;
  }

  /** Goes on with the last segment, or makes the first. */
  void open(@Nullable SegmentScan last, @Nullable String lastName) throws IOException {
    if (last == null || lastName == null) {
      roll();
      return;
    }
    name = lastName;
    bytes = last.goodBytes();
    entries = last.entries();
    head = last.links().head();
    rewind();
  }

  /**
   * Opens the last segment anew and cuts what a failed write may have left, because after a failed
   * write or force nothing is known about what lies behind the last success.
   */
  void rewind() throws IOException {
    close();
    if (files.size(name) < bytes) {
      throw new IOException("segment is shorter than written");
    }
    AuditFile opened = files.write(name);
    file = opened;
    if (opened.size() > bytes) {
      opened.truncate(bytes);
      opened.force();
    }
    olderBytes = 0;
    for (String other : names(files)) {
      olderBytes += other.equals(name) ? 0 : files.size(other);
    }
  }

  /**
   * Writes lines and returns when they are on disk; after a failure, {@link #rewind} comes first.
   */
  void write(Batch batch) throws IOException {
    requireRoom(batch.bytes());
    if (entries > 0
        && (entries + batch.count() > options.segmentEntries()
            || bytes + batch.bytes() > options.segmentBytes())) {
      roll();
    }
    AuditFile last = file;
    if (last == null) {
      throw new IOException("segment is not open");
    }
    try {
      batch.writeTo(last, bytes);
      last.force();
    } catch (IOException e) {
      cut(last, e);
      throw e;
    }
    bytes += batch.bytes();
    entries += batch.count();
    head = batch.head();
  }

  /** So that no torn line stays for the time of the emergency. */
  private void cut(AuditFile last, IOException failure) {
    try {
      last.truncate(bytes);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void requireRoom(int more) throws IOException {
    if (olderBytes + bytes + more + AuditLine.LONGEST > options.totalBytes()) {
      throw new IOException("total of " + options.totalBytes() + " bytes is reached");
    }
    if (files.usableBytes() - more < options.reserveBytes()) {
      throw new IOException("less than " + options.reserveBytes() + " bytes are free");
    }
  }

  /** A new segment appears in one step, its header in it. */
  private void roll() throws IOException {
    String next = name(head.sequence() + 1);
    byte[] header = AuditLine.bytes(AuditLine.header(head) + '\n');
    AuditFile made = files.write(next + ".new");
    try {
      made.truncate(0);
      made.write(ByteBuffer.wrap(header), 0);
      made.force();
      files.rename(next + ".new", next);
    } catch (IOException | RuntimeException e) {
      made.close();
      throw e;
    }
    AuditFile before = file;
    file = made;
    name = next;
    olderBytes += bytes;
    bytes = header.length;
    entries = 0;
    if (before != null) {
      before.close();
    }
  }

  /** Reads back all from a segment on; it must end with what was written last. */
  void verifySince(String firstName) throws IOException {
    Links links = null;
    for (String each : names(files)) {
      if (each.compareTo(firstName) >= 0) {
        SegmentScan scan = SegmentScan.of(files, each, links);
        links = scan.links();
      }
    }
    if (links == null || !links.head().equals(head)) {
      throw new IOException("segments do not end with what was written");
    }
  }

  String name() {
    return name;
  }

  /** The head of what is in segments. */
  AuditHead head() {
    return head;
  }

  @Override
  public void close() throws IOException {
    AuditFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
