package dev.stint.profiles;

import dev.stint.ledger.Binding;

/**
 * How long a binding lasts, on the monotonic clock of its graph. Immutable. When it is over,
 * nothing new is admitted under the limits of the binding until it is renewed or replaced; what is
 * held stays.
 */
public final class Lease {
  private static final Lease OPEN = new Lease(Binding.NEVER);

  private final long endNanos;

  private Lease(long endNanos) {
    this.endNanos = endNanos;
  }

  /** A lease without an end. */
  public static Lease open() {
    return OPEN;
  }

  /**
   * A lease until that instant.
   *
   * @param nanos as {@link dev.stint.ledger.MonotonicClock#nanoTime} of the graph will say
   */
  public static Lease until(long nanos) {
    return new Lease(nanos);
  }

  /** When it ends, or {@link Binding#NEVER}. */
  public long endNanos() {
    return endNanos;
  }

  public boolean isOpen() {
    return endNanos == Binding.NEVER;
  }

  @Override
  public String toString() {
    return isOpen() ? "open" : "until " + endNanos;
  }
}
