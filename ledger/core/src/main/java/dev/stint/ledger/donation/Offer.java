package dev.stint.ledger.donation;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.ResourceLimitExceeded;

/**
 * What the one who asked for a donation gets: the handle to hand to the receiver and the means to
 * call it back, or the denial. Immutable.
 */
public final class Offer {
  private final @Nullable Donation donation;
  private final @Nullable Denied denied;

  private Offer(@Nullable Donation donation, @Nullable Denied denied) {
    this.donation = donation;
    this.denied = denied;
  }

  static Offer of(Donation donation) {
    return new Offer(donation, null);
  }

  static Offer of(Denied denied) {
    return new Offer(null, denied);
  }

  public boolean granted() {
    return donation != null;
  }

  /** The handle for the receiver; null when denied. */
  public @Nullable Donation donation() {
    return donation;
  }

  /** Why there is none; null when granted. */
  public @Nullable Denied denied() {
    return denied;
  }

  /** The handle, or {@link ResourceLimitExceeded} with the denial. */
  public Donation orThrow() {
    if (donation != null) {
      return donation;
    }
    if (denied == null) {
      throw new IllegalStateException("an offer is a donation or a denial");
    }
    throw new ResourceLimitExceeded(denied);
  }

  /** The means to call it back: it stays with the one who asked. */
  public Recall recall() {
    return orThrow().pot().recall();
  }
}
