package dev.stint.report;

import dev.stint.ledger.Resource;

/**
 * The figures of one ledger at one instant, in the unit of the resource.
 *
 * @param epochNanos wall-clock time, nanoseconds since 1970
 * @param path the path of the scope, from the system on
 * @param principal who pays there
 * @param hard the limit of this ledger itself, -1 where it inherits
 * @param windowNanos the length of its window: 0 for none, -1 when that is not known
 */
public record Reading(
    long epochNanos,
    String path,
    String principal,
    Resource resource,
    long peak,
    long total,
    long hard,
    long windowNanos,
    long denied,
    long wouldDeny) {
  /** The window of a ledger of which a recording does not say it. */
  public static final long UNKNOWN = -1;

  /** In the year 2223: sums of times up to here fit. */
  private static final long LATEST_NANOS = 8_000_000_000_000_000_000L;

  /** Whether no ledger could have written it. */
  boolean isImpossible() {
    return epochNanos < 0
        || epochNanos > LATEST_NANOS
        || peak < 0
        || total < 0
        || denied < 0
        || wouldDeny < 0;
  }
}
