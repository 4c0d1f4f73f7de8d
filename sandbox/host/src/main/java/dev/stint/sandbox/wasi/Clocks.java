package dev.stint.sandbox.wasi;

/**
 * {@code clock_*}. A guest has no CPU clock of its own: for both CPU clocks it is told how long it
 * has been running.
 */
final class Clocks {
  private static final int REALTIME = 0;
  private static final int MONOTONIC = 1;
  private static final int PROCESS_CPU = 2;
  private static final int THREAD_CPU = 3;

  private final WasiClock clock;
  private final long startNanos;

  Clocks(WasiClock clock) {
    this.clock = clock;
    this.startNanos = clock.monotonicNanos();
  }

  void define(FunctionList list) {
    list.add("clock_res_get", "ii", this::resolution);
    list.add("clock_time_get", "iIi", this::time);
  }

  /** The reading of the clock with this number. */
  long nanos(int id) {
    return switch (id) {
      case REALTIME -> clock.realtimeNanos();
      case MONOTONIC -> clock.monotonicNanos();
      case PROCESS_CPU, THREAD_CPU -> clock.monotonicNanos() - startNanos;
      default -> throw Errno.INVAL.error();
    };
  }

  static void requireKnown(int id) {
    if (id < REALTIME || id > THREAD_CPU) {
      throw Errno.INVAL.error();
    }
  }

  private void resolution(Call call) {
    long result = call.address(1, Long.BYTES);
    requireKnown(call.i32(0));
    call.memory().putLong(result, clock.resolutionNanos());
  }

  private void time(Call call) {
    long result = call.address(2, Long.BYTES);
    call.memory().putLong(result, nanos(call.i32(0)));
  }
}
