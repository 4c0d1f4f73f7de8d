package dev.stint.sandbox.wasi;

/**
 * The time that a guest sees.
 *
 * <p>Units: nanoseconds. Accuracy: that of the implementation; the host chooses it, because a fine
 * clock is a tool for timing attacks. Threading: used by the thread that runs the guest.
 */
public interface WasiClock {
  /** Nanoseconds since 1970-01-01T00:00:00Z. */
  long realtimeNanos();

  /** Nanoseconds since some fixed moment; never goes back. */
  long monotonicNanos();

  /** The smallest difference between two readings that are not equal; at least 1. */
  long resolutionNanos();

  /**
   * Waits, or moves a virtual clock on. A wait of {@code Long.MAX_VALUE} is for ever.
   *
   * @throws InterruptedGuest when the thread is interrupted; its flag is set again
   */
  void sleep(long nanos);

  /** The clock of this machine. */
  static WasiClock system() {
    return SystemClock.INSTANCE;
  }

  /**
   * A clock of its own for one guest, for runs that must repeat exactly: it starts at the given
   * time, moves on by {@code stepNanos} with every reading, and by the whole duration with every
   * sleep, which takes no time.
   */
  static WasiClock virtual(long startRealtimeNanos, long stepNanos) {
    return new VirtualClock(startRealtimeNanos, stepNanos);
  }
}
