package dev.stint.ledger.donation;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.ResourceLimitExceeded;

/**
 * How a call that was paid by donations ended: with its result, with a part of it where the method
 * declares that, or with a denial. Its donations are settled. Immutable.
 */
public final class CallOutcome<T> {
  private final @Nullable T whole;
  private final @Nullable Partial<T> partial;
  private final @Nullable Denied denied;
  private final CallSpending spent;

  CallOutcome(
      @Nullable T whole,
      @Nullable Partial<T> partial,
      @Nullable Denied denied,
      CallSpending spent) {
    this.whole = whole;
    this.partial = partial;
    this.denied = denied;
    this.spent = spent;
  }

  /** Whether the whole result is there. */
  public boolean complete() {
    return partial == null && denied == null;
  }

  /** The whole result, or {@link ResourceLimitExceeded} with the denial that cut it short. */
  public @Nullable T orThrow() {
    if (denied != null) {
      throw new ResourceLimitExceeded(denied);
    }
    return whole;
  }

  /** The part that was done, when there is only a part. */
  public @Nullable Partial<T> partial() {
    return partial;
  }

  /** The denial that ended the call or cut it short; null when it is complete. */
  public @Nullable Denied denied() {
    return denied;
  }

  public CallSpending spent() {
    return spent;
  }
}
