package dev.stint.sandbox.wasi;

/** A clock that moves only when it is read or slept on. Mutable, for one guest thread. */
final class VirtualClock implements WasiClock {
  private final long startRealtimeNanos;
  private final long stepNanos;
  private long elapsedNanos;

  VirtualClock(long startRealtimeNanos, long stepNanos) {
    if (startRealtimeNanos < 0 || stepNanos < 1) {
      throw new IllegalArgumentException(
          "virtual clock needs start [0 or more] and step [1 or more] in ns: start ["
              + startRealtimeNanos
              + "], step ["
              + stepNanos
              + "] (STINT-W002)");
    }
    this.startRealtimeNanos = startRealtimeNanos;
    this.stepNanos = stepNanos;
  }

  @Override
  public long realtimeNanos() {
    return saturatedSum(startRealtimeNanos, monotonicNanos());
  }

  @Override
  public long monotonicNanos() {
    elapsedNanos = saturatedSum(elapsedNanos, stepNanos);
    return elapsedNanos;
  }

  @Override
  public long resolutionNanos() {
    return stepNanos;
  }

  @Override
  public void sleep(long nanos) {
    if (Thread.interrupted()) {
      throw InterruptedGuest.raise();
    }
    elapsedNanos = saturatedSum(elapsedNanos, Math.max(0, nanos));
  }

  /** The sum of two numbers that are not negative, at most {@code Long.MAX_VALUE}. */
  static long saturatedSum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
