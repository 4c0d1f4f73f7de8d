package dev.stint.ledger.audit;

import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a directory ready to go on with: verifies the last segment, keeps torn lines aside, brings
 * what was spilled into segments. What it kept aside has to be said in the chain before it is done.
 */
final class Recovery {
  static final String SUBJECT = "audit.torn";

  private static final String PREFIX = "torn-";
  private static final String UNSAID = ".part";
  private static final int CHUNK_BYTES = 64 << 10;

  private final AuditFiles files;
  private final AuditOptions options;

  Recovery(AuditFiles files, AuditOptions options) {
    this.files = files;
    this.options = options;
  }

  /** Opens the segments behind their last whole line. */
  Segments segments() throws IOException {
    Segments segments = new Segments(files, options);
    List<String> names = Segments.names(files);
    if (names.isEmpty()) {
      segments.open(null, null);
      return segments;
    }
    String last = names.get(names.size() - 1);
    SegmentScan scan = SegmentScan.of(files, last, null);
    if (scan.tornBytes() > 0) {
      try (AuditFile file = files.read(last)) {
        keep(file, scan.goodBytes(), scan.tornBytes(), scan.links().head().sequence() + 1);
      }
    }
    segments.open(scan, last);
    return segments;
  }

  /** Opens the spill file; what an earlier writer left there is in the segments afterwards. */
  Spill spill(Segments segments, Batch batch) throws IOException {
    Spill spill = Spill.open(files, options);
    long end = spill.copyTo(segments, batch);
    long torn = tornLength(spill.file(), end);
    if (torn > 0) {
      keep(spill.file(), end, torn, segments.head().sequence() + 1);
    }
    spill.prepare();
    return spill;
  }

  /** The bytes that are not zero, of a line at most. */
  private static long tornLength(AuditFile file, long from) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(AuditLine.LONGEST);
    long length = 0;
    while (chunk.hasRemaining()) {
      int read = file.read(chunk, from + chunk.position());
      if (read <= 0) {
        break;
      }
    }
    while (length < chunk.position() && chunk.get((int) length) != 0) {
      length++;
    }
    return length;
  }

  private void keep(AuditFile file, long from, long length, long sequence) throws IOException {
    try (AuditFile aside = files.write(free(sequence) + UNSAID)) {
      aside.truncate(0);
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
      long done = 0;
      while (done < length) {
        chunk.clear().limit((int) Math.min(CHUNK_BYTES, length - done));
        int read = file.read(chunk, from + done);
        if (read <= 0) {
          break;
        }
        chunk.flip();
        aside.write(chunk, done);
        done += read;
      }
      aside.force();
    }
  }

  private String free(long sequence) throws IOException {
    List<String> taken = files.names();
    int copy = 1;
    while (taken.contains(PREFIX + sequence + '-' + copy)
        || taken.contains(PREFIX + sequence + '-' + copy + UNSAID)) {
      copy++;
    }
    return PREFIX + sequence + '-' + copy;
  }

  /** Says in the chain what was kept aside, also by an earlier attempt that did not get to it. */
  void say(Backlog backlog, AuditWriter writer) throws IOException {
    for (String part : unsaid()) {
      String kept = part.substring(0, part.length() - UNSAID.length());
      long bytes = files.size(part);
      backlog.note(SUBJECT, "kept " + bytes + " bytes of a line without end in " + kept);
      writer.pass();
      if (backlog.size() > 0 || backlog.mode() != AuditMode.NORMAL) {
        throw new IOException(backlog.reason());
      }
      files.rename(part, kept);
    }
  }

  private List<String> unsaid() throws IOException {
    List<String> parts = new ArrayList<>();
    for (String name : files.names()) {
      if (name.startsWith(PREFIX) && name.endsWith(UNSAID)) {
        parts.add(name);
      }
    }
    return parts;
  }

  /** Closes what was opened before the opening failed. */
  static void close(@Nullable Segments segments, @Nullable Spill spill, AuditFiles files)
      throws IOException {
    try (files) {
      if (spill != null) {
        spill.close();
      }
      if (segments != null) {
        segments.close();
      }
    }
  }
}
