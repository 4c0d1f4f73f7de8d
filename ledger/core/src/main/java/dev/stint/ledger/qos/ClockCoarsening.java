package dev.stint.ledger.qos;

/**
 * The clock that an untrusted task may read: the time rounded down to the resolution of its class,
 * so that a guest cannot time its neighbours finely (checklist Q-20).
 *
 * <p><b>Units:</b> nanoseconds. <b>Accuracy:</b> behind the true time by less than one resolution,
 * never ahead, never going back. <b>Threading:</b> pure functions. <b>Failure:</b> none; a time
 * within one resolution of {@link Long#MIN_VALUE} reads as that.
 */
public final class ClockCoarsening {
  /** The finest an untrusted task ever reads: the smallest window that is not 0. */
  public static final long FINEST_UNTRUSTED_NANOS = 1_000_000;

  private ClockCoarsening() {}

  /** What an untrusted task of that class can tell apart: its window, and 1 ms at least. */
  public static long resolutionNanos(QosClass qos) {
    return Math.max(qos.windowNanos(), FINEST_UNTRUSTED_NANOS);
  }

  /** What the task reads; a trusted one reads the time itself. */
  public static long read(long nowNanos, QosClass qos, boolean trusted) {
    if (trusted) {
      return nowNanos;
    }
    long behind = Math.floorMod(nowNanos, resolutionNanos(qos));
    return nowNanos < Long.MIN_VALUE + behind ? Long.MIN_VALUE : nowNanos - behind;
  }
}
