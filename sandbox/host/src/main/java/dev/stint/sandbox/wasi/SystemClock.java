package dev.stint.sandbox.wasi;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The clock of this machine. Stateless. */
final class SystemClock implements WasiClock {
  static final SystemClock INSTANCE = new SystemClock();

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long RESOLUTION_NANOS = 1_000;

  private SystemClock() {}

  @Override
  public long realtimeNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }

  @Override
  public long monotonicNanos() {
    // The origin of nanoTime may be negative; guests read the value as unsigned.
    return System.nanoTime() - Origin.NANOS;
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

  private static final class Origin {
    static final long NANOS = System.nanoTime();
  }
}
