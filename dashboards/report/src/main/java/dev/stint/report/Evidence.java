package dev.stint.report;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * What principals used over a time: the ground for limits that fit. Immutable and bounded.
 *
 * @param source the name of the recording, or of the JVM
 * @param fromMillis wall-clock time of the first reading, 0 without one
 * @param toMillis wall-clock time of the last reading
 * @param readings how many readings were taken, each of many ledgers
 * @param spacingNanos the shortest time between two of them, 0 with fewer
 * @param partial why the rest could not be read, null when all was
 * @param omitted figures that did not fit into the bounds or that no ledger could have written
 * @param system the use of the whole JVM
 * @param principals the use of each principal, by name; every name is a valid one
 */
public record Evidence(
    String source,
    long fromMillis,
    long toMillis,
    int readings,
    long spacingNanos,
    @Nullable String partial,
    long omitted,
    List<Use> system,
    SortedMap<String, List<Use>> principals) {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  /**
   * The use of one resource by one principal, all scopes below it included.
   *
   * @param samples how many readings of this ledger there are
   * @param fromMillis the first of them
   * @param toMillis the last of them
   * @param peak the most that was held at once since the scope began; of a flow with a window the
   *     most that was spent in one, of another flow its total
   * @param total everything charged since the scope began
   * @param hard the limit that it had last, -1 for none
   * @param windowNanos the window of that limit, {@link Reading#UNKNOWN} when that was not recorded
   * @param denied refusals; the peak may then be a limit and not a need
   * @param wouldDeny grants beyond an observed limit
   * @param spent the spending of a flow between readings, null without two of them
   */
  public record Use(
      String principal,
      Resource resource,
      long samples,
      long fromMillis,
      long toMillis,
      long peak,
      long total,
      long hard,
      long windowNanos,
      long denied,
      long wouldDeny,
      @Nullable Spent spent) {}

  /**
   * Spending within one window.
   *
   * @param windowNanos at least about as long as the time between two readings
   * @param seen the largest sum of amounts whose readings lie within one window
   * @param possible what may have been spent in one window at most, for all that readings tell
   * @param before what was spent before the first reading and is in neither figure
   */
  public record Spent(long windowNanos, long seen, long possible, long before) {}

  /**
   * Reads a recording, within two minutes.
   *
   * @param window the window of interest for flows; a longer one is taken where readings are
   *     further apart
   * @throws ReportException when nothing in it can be read
   */
  public static Evidence read(Path recording, Duration window) throws ReportException {
    return read(recording, window, LONGEST);
  }

  static Evidence read(Path recording, Duration window, Duration longest) throws ReportException {
    String name = Printable.line(String.valueOf(recording), 256);
    long windowNanos = window.toNanos();
    ChunkHeaders.check(recording, name);
    return Watchdog.call(
        () -> RecordingReader.evidence(recording, name, windowNanos), longest, name);
  }
}
