package dev.stint.ledger.donation;

import dev.stint.ledger.Nullable;

/** The end of a donation that its maker keeps: it can only call it back. Thread-safe. */
public final class Recall {
  private final Pot pot;

  Recall(Pot pot) {
    this.pot = pot;
  }

  public long id() {
    return pot.id();
  }

  /** Settles the donation wherever it is now; true when it was this call that did. */
  public boolean cancel() {
    return pot.settle(DonationEnd.CANCELLED);
  }

  /** What is spent at this moment, in the unit of the resource. */
  public long spent() {
    return pot.spent();
  }

  /** What ended it, or null while it lives. */
  public @Nullable DonationEnd end() {
    return pot.end();
  }
}
