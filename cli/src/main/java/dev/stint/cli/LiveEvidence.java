package dev.stint.cli;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Snapshot;
import dev.stint.report.Evidence;
import dev.stint.report.EvidenceCollector;
import dev.stint.status.SnapshotReader;
import dev.stint.status.StatusFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Reads the status of a running JVM, once or once a second, into evidence. */
final class LiveEvidence {
  private static final long EVERY_NANOS = 1_000_000_000L;

  private final Setting setting;
  private final EvidenceCollector collector;
  private final long lengthNanos;

  LiveEvidence(Setting setting, Duration window, Duration length) {
    this.setting = setting;
    this.collector = new EvidenceCollector(window.toNanos());
    this.lengthNanos = length.toNanos();
  }

  /**
   * Reads for the length of time; a JVM that ends meanwhile gave what it gave.
   *
   * @param addresses where the address of a process id stands; null when the target is an address
   */
  Evidence read(String target, @Nullable AgentAddresses addresses) throws IOException {
    if (addresses == null) {
      return readAll("status of " + target, target, null);
    }
    long pid = Long.parseLong(target);
    AgentAddress address = addresses.of(pid);
    ProcessHandle.of(pid).flatMap(process -> process.info().startInstant()).ifPresent(this::began);
    return readAll("process " + pid, address.url(), address.token());
  }

  private void began(Instant at) {
    collector.began(TimeUnit.MILLISECONDS.toNanos(at.toEpochMilli()));
  }

  private Evidence readAll(String name, String url, @Nullable String token) throws IOException {
    long start = System.nanoTime();
    Snapshot first = snapshot(url, token);
    if (first.sections().containsValue("redacted")) {
      setting
          .err()
          .println("warning: this status names nobody: principals are [principal-1] and so on");
    }
    collector.add(first);
    String ended = null;
    for (long next = EVERY_NANOS; next <= lengthNanos && ended == null; next += EVERY_NANOS) {
      pause(start + next - System.nanoTime());
      ended = another(url, token);
    }
    return collector.evidence(name, ended);
  }

  /** Takes one more reading; the answer is why there was none, or null. */
  private @Nullable String another(String url, @Nullable String token) throws IOException {
    try {
      collector.add(snapshot(url, token));
      return null;
    } catch (CliException gone) {
      return String.valueOf(gone.getMessage());
    }
  }

  private static void pause(long nanos) throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private static Snapshot snapshot(String url, @Nullable String token) throws IOException {
    byte[] document = StatusClient.fetch(url, token);
    try {
      return SnapshotReader.parse(new ByteArrayInputStream(document));
    } catch (StatusFormatException e) {
      throw CliException.passedOn(Exit.DATA, e);
    }
  }
}
