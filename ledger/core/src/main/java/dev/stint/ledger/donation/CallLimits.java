package dev.stint.ledger.donation;

import dev.stint.ledger.Resource;

/**
 * What a caller lets one call cost: an amount for each resource, and a time. A resource that is not
 * named is not donated. Immutable.
 */
public final class CallLimits {
  private static final Resource[] ALL = Resource.values();

  private final long[] amounts;
  private final long timeoutNanos;

  private CallLimits(long[] amounts, long timeoutNanos) {
    this.amounts = amounts;
    this.timeoutNanos = timeoutNanos;
  }

  /** Limits that donate nothing yet. */
  public static CallLimits within(long timeoutNanos) {
    return new CallLimits(new long[ALL.length], timeoutNanos);
  }

  /** The same with so much of one more resource; 0 donates nothing. */
  public CallLimits with(Resource resource, long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("call limit [" + amount + "] of [" + resource + "]");
    }
    long[] next = amounts.clone();
    next[resource.ordinal()] = amount;
    return new CallLimits(next, timeoutNanos);
  }

  public long amount(Resource resource) {
    return amounts[resource.ordinal()];
  }

  public long timeoutNanos() {
    return timeoutNanos;
  }
}
