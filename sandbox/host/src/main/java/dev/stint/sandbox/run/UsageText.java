package dev.stint.sandbox.run;

import dev.stint.ledger.Unit;
import dev.stint.sandbox.RunUsage;

/** The line about what a run used, for people. */
final class UsageText {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private UsageText() {}

  static String line(RunUsage usage, String engineState) {
    return "usage: fuel ["
        + Unit.COUNT.format(usage.fuel())
        + of(usage.fuelLimit(), Unit.INSTRUCTIONS)
        + "], memory peak ["
        + Unit.BYTES.format(usage.memoryPeakBytes())
        + of(usage.memoryLimitBytes(), Unit.BYTES)
        + "], denied grows ["
        + usage.deniedGrows()
        + "], host calls ["
        + usage.hostCalls()
        + "], time ["
        + usage.wallNanos() / NANOS_PER_MILLI
        + "ms], cpu ["
        + usage.cpuNanos() / NANOS_PER_MILLI
        + "ms], engine ["
        + engineState
        + "]";
  }

  private static String of(long limit, Unit unit) {
    return limit < 0 ? ", no limit" : " of " + unit.format(limit);
  }
}
