package dev.stint.sandbox;

/**
 * What one run used.
 *
 * @param fuel instructions that the ledgers were charged; exact, and the same on every engine. A
 *     run that ran out has executed at most one stretch of straight-line code more
 * @param fuelLimit the smallest limit above it when it started, -1 for none
 * @param memoryInitialBytes linear memory as declared; tables are charged but not shown here
 * @param memoryPeakBytes linear memory at its largest
 * @param memoryLimitBytes the smallest limit above it when it started, -1 for none
 * @param deniedGrows how often the guest asked for more memory or table and was denied
 * @param hostCalls calls from the guest to the host, without those for fuel and growth
 * @param wallNanos from the start to the settlement
 * @param cpuNanos CPU time of the guest's thread
 */
public record RunUsage(
    long fuel,
    long fuelLimit,
    long memoryInitialBytes,
    long memoryPeakBytes,
    long memoryLimitBytes,
    long deniedGrows,
    long hostCalls,
    long wallNanos,
    long cpuNanos) {
  static final RunUsage NOTHING = new RunUsage(0, -1, 0, 0, -1, 0, 0, 0, 0);
}
