package dev.stint.ledger;

/** A clock that never goes back; tests inject one that they move themselves. */
public interface MonotonicClock {
  /** The clock of the JVM. */
  MonotonicClock SYSTEM = new SystemClock();

  /** Nanoseconds since some fixed instant. */
  long nanoTime();

  /** A named class and not a lambda: core runs before lambdas may be linked. */
  final class SystemClock implements MonotonicClock {
    private SystemClock() {}

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }
  }
}
