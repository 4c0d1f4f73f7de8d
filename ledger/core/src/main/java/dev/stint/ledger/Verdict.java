package dev.stint.ledger;

/** The answer to a reservation: the reservation itself, or a denial. */
public sealed interface Verdict permits Reservation, Denied {
  /** Whether this is a {@link Reservation}. */
  default boolean granted() {
    return this instanceof Reservation;
  }

  /** The reservation, or {@link ResourceLimitExceeded} with the denial. */
  Reservation orThrow();
}
