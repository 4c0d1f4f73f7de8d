package dev.stint.ledger.net;

import java.util.concurrent.atomic.AtomicReference;

/**
 * One token taken from each bucket of an address. It need not be closed: tokens come back with
 * time. {@link #giveBack} is for a connection that was refused for another reason after all.
 */
public final class RateToken implements RateVerdict {
  private final AtomicReference<Buckets> from;
  private final Prefix address;

  RateToken(Buckets from, Prefix address) {
    this.from = new AtomicReference<>(from);
    this.address = address;
  }

  /** Puts the tokens back, once; a bucket never holds more than its burst. */
  public void giveBack() {
    Buckets open = from.getAndSet(null);
    if (open != null) {
      open.giveBack(address);
    }
  }
}
