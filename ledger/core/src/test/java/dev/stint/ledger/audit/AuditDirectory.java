package dev.stint.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.ledger.AuditHead;
import dev.stint.ledger.AuditKind;
import dev.stint.ledger.MonotonicClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An audit directory of a test, with small limits and what it takes to look into it. */
final class AuditDirectory {
  static final long SOON_MILLIS = 20_000;

  static final AuditOptions SMALL =
      AuditOptions.defaults()
          .withSegments(10, AuditOptions.SMALLEST_SEGMENT_BYTES)
          .withDisk(64 << 20, 0)
          .withRoom(8, 8, 1 << 20)
          .withTimes(SOON_MILLIS, 1, 3_600_000);

  final Path path;

  AuditDirectory(Path path) {
    this.path = path;
  }

  FileAudit open() throws IOException {
    return open(SMALL);
  }

  FileAudit open(AuditOptions options) throws IOException {
    return FileAudit.open(path, options);
  }

  FileAudit open(FaultyFiles files, AuditOptions options) throws IOException {
    return FileAudit.open(files, options, MonotonicClock.SYSTEM);
  }

  /** Appends records that tell from which one they are, and closes. */
  AuditHead filled(int records) throws IOException {
    try (FileAudit audit = open()) {
      for (int i = 0; i < records; i++) {
        audit.append(AuditKind.CLEANUP, "system/p" + i, "threads", "n" + i);
      }
      assertThat(audit.flush(SOON_MILLIS)).isTrue();
      return audit.head();
    }
  }

  AuditVerifier.Result verify() throws IOException {
    return AuditVerifier.verify(path, null, null);
  }

  AuditVerifier.Result verify(AuditHead published) throws IOException {
    return AuditVerifier.verify(path, null, published);
  }

  Path file(String name) {
    return path.resolve(name);
  }

  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  List<Path> segments() throws IOException {
    return names().stream()
        .filter(n -> n.startsWith("audit-") && n.endsWith(".log"))
        .map(path::resolve)
        .toList();
  }

  /** Every record as its fields, headers left out. */
  List<String[]> records() throws IOException {
    List<String[]> records = new ArrayList<>();
    for (Path segment : segments()) {
      List<String> lines = Files.readAllLines(segment);
      lines.subList(1, lines.size()).forEach(line -> records.add(line.split("\t", -1)));
    }
    return records;
  }

  /** The details of all records of a kind. */
  List<String> details(AuditKind kind) throws IOException {
    return records().stream().filter(r -> r[2].equals(kind.name())).map(r -> r[5]).toList();
  }

  static void conserves(FileAudit audit) {
    AuditHealth h = audit.health();
    assertThat(h.queued() + h.recorded() + h.spilled() + h.shed() + h.refused())
        .as("%s", h)
        .isEqualTo(h.emitted());
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
