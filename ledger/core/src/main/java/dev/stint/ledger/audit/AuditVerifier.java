package dev.stint.ledger.audit;

import dev.stint.ledger.AuditChain;
import dev.stint.ledger.AuditHead;
import dev.stint.ledger.Nullable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks an audit directory line by line, in bounded memory whatever it holds, and changes nothing.
 *
 * <p>A chain shows every change, gap and insertion up to its last record; that its tail was cut, or
 * that all of it was written anew, shows only against a head that was published elsewhere.
 */
public final class AuditVerifier {
  private final AuditHead before;
  private final @Nullable AuditHead published;
  private final Links links;

  private AuditVerifier(AuditHead before, @Nullable AuditHead published) {
    this.before = before;
    this.published = published;
    this.links = new Links(before);
    links.expect(published);
  }

  /**
   * What a directory that verifies holds.
   *
   * @param records how many records, those in the spill file included
   * @param before the head before the first of them
   * @param head the head after the last of them
   * @param shed records that emergencies have shed, as counted in the chain
   * @param refused records that emergencies have refused, as counted in the chain
   */
  public record Result(
      long records, int segments, AuditHead before, AuditHead head, long shed, long refused) {}

  /**
   * Verifies all records of a directory.
   *
   * @param before the head of what was moved elsewhere, or null if nothing was
   * @param published a head that was published at any time, or null
   * @throws AuditException with the first place that is wrong
   */
  public static Result verify(
      Path directory, @Nullable AuditHead before, @Nullable AuditHead published)
      throws IOException {
    AuditHead start = before == null ? new AuditHead(0, AuditChain.START) : before;
    try (AuditFiles files = DiskFiles.reader(directory)) {
      return new AuditVerifier(start, published).verify(files);
    }
  }

  private Result verify(AuditFiles files) throws IOException {
    List<String> names = Segments.names(files);
    if (published != null
        && published.sequence() == before.sequence()
        && !published.equals(before)) {
      throw new AuditException(
          AuditException.HEAD_MISSING,
          "audit [" + files + "] does not go on from the published head");
    }
    if (names.isEmpty()) {
      throw new AuditException(
          AuditException.NOT_READABLE, "audit not readable [" + files + "]: no segments");
    }
    for (String name : names) {
      verifySegment(files, name);
    }
    if (files.names().contains(Spill.NAME)) {
      verifySpill(files);
    }
    requirePublished(files);
    AuditHead head = links.head();
    return new Result(
        head.sequence() - before.sequence(),
        names.size(),
        before,
        head,
        links.losses().shed(),
        links.losses().refused());
  }

  private void verifySegment(AuditFiles files, String name) throws IOException {
    SegmentScan scan = SegmentScan.of(files, name, links);
    if (scan.tornBytes() > 0) {
      throw torn(files, name, scan.entries() + 2L);
    }
  }

  private void verifySpill(AuditFiles files) throws IOException {
    try (AuditFile file = files.read(Spill.NAME)) {
      LineReader reader = new LineReader(file, true);
      LineReader.Found found = reader.next();
      while (found == LineReader.Found.LINE) {
        String wrong = links.takeIfNew(reader);
        if (wrong != null) {
          throw SegmentScan.broken(files, Spill.NAME, reader, wrong);
        }
        found = reader.next();
      }
      if (found != LineReader.Found.END) {
        throw torn(files, Spill.NAME, reader.number());
      }
    }
  }

  private static AuditException torn(AuditFiles files, String name, long line) {
    return new AuditException(
        AuditException.TORN,
        "audit torn at [" + files + "/" + name + ":" + line + "]: the line has no end");
  }

  private void requirePublished(AuditFiles files) throws AuditException {
    long end = links.head().sequence();
    if (published == null) {
      return;
    }
    if (published.sequence() > end) {
      throw new AuditException(
          AuditException.HEAD_MISSING,
          "audit cut ["
              + files
              + "]: published ["
              + published.sequence()
              + "] records, found ["
              + end
              + "]");
    }
    if (published.sequence() < before.sequence()) {
      throw new AuditException(
          AuditException.HEAD_MISSING,
          "audit begins too late ["
              + files
              + "]: published record ["
              + published.sequence()
              + "] is before ["
              + (before.sequence() + 1)
              + "]");
    }
  }
}
