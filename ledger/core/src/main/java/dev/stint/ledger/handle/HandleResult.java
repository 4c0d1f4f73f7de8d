package dev.stint.ledger.handle;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.ResourceLimitExceeded;

/** The answer to a step with handles: the handle, or the denial and nothing changed. Immutable. */
public final class HandleResult {
  private final long handle;
  private final @Nullable Denied denied;

  private HandleResult(long handle, @Nullable Denied denied) {
    this.handle = handle;
    this.denied = denied;
  }

  static HandleResult of(long handle) {
    return new HandleResult(handle, null);
  }

  /** A denial that is not counted yet. */
  static HandleResult refused(Denied denied) {
    return new HandleResult(0, denied.announce());
  }

  /** A denial that a reservation met. */
  static HandleResult denied(Denied denied) {
    return new HandleResult(0, denied);
  }

  public boolean granted() {
    return denied == null;
  }

  /** The handle: index and generation in one number, never 0; 0 when denied. */
  public long handle() {
    return handle;
  }

  /** The denial, or null when granted. */
  public @Nullable Denied denied() {
    return denied;
  }

  /** The handle, or {@link ResourceLimitExceeded} with the denial. */
  public long orThrow() {
    Denied why = denied;
    if (why != null) {
      throw new ResourceLimitExceeded(why);
    }
    return handle;
  }

  @Override
  public String toString() {
    Denied why = denied;
    return why == null ? "handle " + Long.toHexString(handle) : why.message();
  }
}
