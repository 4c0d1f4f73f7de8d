package dev.stint.ledger.donation;

import dev.stint.ledger.Resource;

/**
 * A part of a result: what was done until a donation was exhausted, what that cost, and where to go
 * on. Immutable.
 */
public final class Partial<T> {
  /** How long the word may be that says where to go on. */
  public static final int LONGEST = 256;

  private final T result;
  private final String continuation;
  private final CallSpending spent;

  Partial(T result, String continuation, CallSpending spent) {
    if (continuation.isEmpty() || continuation.length() > LONGEST) {
      throw new IllegalArgumentException(
          "continuation of [" + continuation.length() + "] characters");
    }
    this.result = result;
    this.continuation = continuation;
    this.spent = spent;
  }

  public T result() {
    return result;
  }

  /** What the service wants to hear again in order to go on; 1 to {@value #LONGEST} characters. */
  public String continuation() {
    return continuation;
  }

  /** What was spent of that resource, in its unit. */
  public long spent(Resource resource) {
    return spent.of(resource);
  }
}
