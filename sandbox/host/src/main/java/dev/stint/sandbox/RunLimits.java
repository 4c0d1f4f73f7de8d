package dev.stint.sandbox;

/**
 * The limits of one run alone. The limits of its principal and of all other ancestors apply too, so
 * that a run's own limit can only lower what it gets.
 *
 * @param fuel instructions, or {@link #NONE}
 * @param memoryBytes linear memory and tables, or {@link #NONE}
 * @param timeoutNanos wall time from the guest's first instruction, or {@link #NONE}
 */
public record RunLimits(long fuel, long memoryBytes, long timeoutNanos) {
  /** Stands for "only the ancestors bound it". */
  public static final long NONE = -1;

  private static final RunLimits INHERIT = new RunLimits(NONE, NONE, NONE);

  public RunLimits {
    if (fuel < NONE || memoryBytes < NONE || timeoutNanos < NONE || timeoutNanos == 0) {
      throw new IllegalArgumentException(
          "run limits must not be negative, and a timeout not 0: fuel ["
              + fuel
              + "], memory bytes ["
              + memoryBytes
              + "], timeout nanos ["
              + timeoutNanos
              + "]");
    }
  }

  /** No limit of its own. */
  public static RunLimits inherit() {
    return INHERIT;
  }

  public RunLimits withFuel(long instructions) {
    return new RunLimits(instructions, memoryBytes, timeoutNanos);
  }

  public RunLimits withMemoryBytes(long bytes) {
    return new RunLimits(fuel, bytes, timeoutNanos);
  }

  public RunLimits withTimeoutNanos(long nanos) {
    return new RunLimits(fuel, memoryBytes, nanos);
  }
}
