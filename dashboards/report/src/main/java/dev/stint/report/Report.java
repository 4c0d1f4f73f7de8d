package dev.stint.report;

import dev.stint.ledger.Nullable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a recording says of principals. Immutable. Amounts are whole numbers in the unit of the
 * resource; lists are sorted and bounded, and {@code omitted} counts what the bounds left out.
 *
 * @param recording the name of the file
 * @param fromMillis wall-clock time of the first event, 0 without one
 * @param toMillis wall-clock time of the last event
 * @param events how many events were read
 * @param partial why the rest of the recording could not be read, null when all was
 * @param suppressedDenials denials that were counted but not recorded
 * @param omitted rows and scopes that did not fit into the bounds
 */
public record Report(
    String recording,
    long fromMillis,
    long toMillis,
    long events,
    @Nullable String partial,
    List<Usage> usage,
    List<Denials> denials,
    long suppressedDenials,
    List<CapsuleRuns> capsules,
    List<JdkEvents> jdkEvents,
    List<Gap> gaps,
    long omitted) {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  /**
   * The last figures of one ledger.
   *
   * @param hard the limit, -1 where the ledger inherits
   */
  public record Usage(
      String scope,
      String principal,
      String resource,
      String unit,
      long used,
      long hard,
      long peak,
      long total,
      long denied,
      long wouldDeny,
      long debt) {}

  /**
   * Denials of one principal, resource and site.
   *
   * @param site the topmost frame that is not Stint's, {@code -} when unknown
   */
  public record Denials(
      String principal, String resource, String site, long count, String code, String message) {}

  /**
   * The capsule runs of one principal.
   *
   * @param fuel instructions of all runs
   * @param memoryPeakBytes the largest linear memory of one run
   * @param nanos wall time of all runs
   * @param outcomes how often each outcome occurred
   */
  public record CapsuleRuns(
      String principal,
      long runs,
      long fuel,
      long memoryPeakBytes,
      long hostCalls,
      long nanos,
      Map<String, Long> outcomes) {}

  /**
   * JDK events of one type. An event belongs to the principal for whom its thread worked at that
   * time, as far as the recording says so.
   *
   * @param byPrincipal how many could be attributed
   * @param notAttributed how many could not
   */
  public record JdkEvents(String type, Map<String, Long> byPrincipal, long notAttributed) {}

  /** A resource that was used past the hooks. */
  public record Gap(String resource, String hook, String detail) {}

  /**
   * Reads a recording, within two minutes.
   *
   * @throws ReportException when there is nothing to report on: no file, no recording, nothing
   *     readable in it, or no end of it in time
   */
  public static Report read(Path recording) throws ReportException {
    return read(recording, LONGEST);
  }

  static Report read(Path recording, Duration longest) throws ReportException {
    String name = Printable.line(String.valueOf(recording), 256);
    ChunkHeaders.check(recording, name);
    return Watchdog.call(() -> RecordingReader.read(recording, name), longest, name);
  }
}
