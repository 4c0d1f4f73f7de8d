package dev.stint.ledger.donation;

import dev.stint.ledger.Resource;

/** What one call has spent of each resource that was donated to it. Immutable. */
public final class CallSpending {
  private final long[] amounts;

  CallSpending(long[] amounts) {
    this.amounts = amounts;
  }

  /** In the unit of the resource; 0 when nothing of it was donated. */
  public long of(Resource resource) {
    return amounts[resource.ordinal()];
  }
}
