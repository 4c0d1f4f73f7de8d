package dev.stint.ledger.donation;

/**
 * Hears of donations that ended. Called after the settlement, on the thread that settled, with no
 * lock held; an implementation is short and never throws.
 */
public interface DonationListener {
  DonationListener NONE = new DonationListener() {};

  /** A donation or a part of one was settled. */
  default void ended(DonationView donation) {}
}
