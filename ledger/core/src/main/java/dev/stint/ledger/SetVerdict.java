package dev.stint.ledger;

/** The answer to a reservation of several resources: all of them, or a denial and none. */
public sealed interface SetVerdict permits ReservationSet, Denied {
  /** Whether this is a {@link ReservationSet}. */
  boolean granted();

  /** The reservations, or {@link ResourceLimitExceeded} with the denial. */
  ReservationSet setOrThrow();
}
