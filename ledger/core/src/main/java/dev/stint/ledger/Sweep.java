package dev.stint.ledger;

import java.util.List;

/** What one sweep of the {@link Reaper} did, and who has held something for longest. */
public final class Sweep {
  private final int idle;
  private final int expired;
  private final List<Holding> oldest;

  Sweep(int idle, int expired, List<Holding> oldest) {
    this.idle = idle;
    this.expired = expired;
    this.oldest = oldest;
  }

  /** How many idle scopes it closed. */
  public int idle() {
    return idle;
  }

  /** How many scopes it closed because their deadline was past; those below them not counted. */
  public int expired() {
    return expired;
  }

  /** The oldest reservations that still hold something, at most ten. */
  public List<Holding> oldest() {
    return oldest;
  }
}
