package dev.stint.ledger.audit;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.Nullable;
import java.io.IOException;

/** One segment, read from its first to its last line. */
final class SegmentScan {
  private final String name;
  private final Links links;
  private int entries;
  private long goodBytes;
  private long tornBytes;

  private SegmentScan(String name, Links links) {
    this.name = name;
    this.links = links;
  }

  /**
   * Reads a segment that goes on after a head, or after whatever its header says.
   *
   * @throws AuditException at the first line that does not follow
   */
  static SegmentScan of(AuditFiles files, String name, @Nullable Links after) throws IOException {
    try (AuditFile file = files.read(name)) {
      LineReader reader = new LineReader(file, false);
      AuditHead before = header(files, name, reader);
      if (after != null && !before.equals(after.head())) {
        throw broken(
            files,
            name,
            reader,
            before.sequence() == after.head().sequence()
                ? "the hash before record [" + (before.sequence() + 1) + "] is another one"
                : "expected record ["
                    + (after.head().sequence() + 1)
                    + "], found ["
                    + (before.sequence() + 1)
                    + "]");
      }
      SegmentScan scan = new SegmentScan(name, after == null ? new Links(before) : after);
      scan.read(files, reader, file);
      return scan;
    }
  }

  private static AuditHead header(AuditFiles files, String name, LineReader reader)
      throws IOException {
    AuditHead before =
        reader.next() == LineReader.Found.LINE
            ? AuditLine.before(reader.text(0, reader.length()))
            : null;
    if (before == null || !name.equals(Segments.name(before.sequence() + 1))) {
      throw broken(files, name, reader, "not the header of this segment");
    }
    return before;
  }

  private void read(AuditFiles files, LineReader reader, AuditFile file) throws IOException {
    goodBytes = reader.end();
    LineReader.Found found = reader.next();
    while (found == LineReader.Found.LINE) {
      String wrong = links.take(reader);
      if (wrong != null) {
        throw broken(files, name, reader, wrong);
      }
      entries++;
      goodBytes = reader.end();
      found = reader.next();
    }
    if (found == LineReader.Found.TOO_LONG) {
      throw broken(files, name, reader, "longer than [" + AuditLine.LONGEST + "] bytes");
    }
    tornBytes = found == LineReader.Found.TORN ? file.size() - goodBytes : 0;
  }

  static AuditException broken(AuditFiles files, String name, LineReader reader, String wrong) {
    return new AuditException(
        AuditException.BROKEN,
        "audit broken at [" + files + "/" + name + ":" + reader.number() + "]: " + wrong);
  }

  Links links() {
    return links;
  }

  int entries() {
    return entries;
  }

  /** Where the last whole line ends. */
  long goodBytes() {
    return goodBytes;
  }

  /** What follows the last whole line. */
  long tornBytes() {
    return tornBytes;
  }
}
