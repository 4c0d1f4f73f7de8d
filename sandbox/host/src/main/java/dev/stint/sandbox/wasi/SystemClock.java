package dev.stint.sandbox.wasi;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The clock of this machine. Stateless. */
final class SystemClock implements WasiClock {
  private static final long ORIGIN_NANOS = System.nanoTime();
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long RESOLUTION_NANOS = 1_000;

  static final SystemClock INSTANCE = new SystemClock();

  private SystemClock() {}

  @Override
  public long realtimeNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }

  @Override
  public long monotonicNanos() {
    // nanoTime may be negative, and some guests take 0 for a clock that does not work.
    return System.nanoTime() - ORIGIN_NANOS + 1;
  }

  @Override
  public long resolutionNanos() {
    return RESOLUTION_NANOS;
  }

  @Override
  public void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      throw InterruptedGuest.raise();
    }
  }
}
