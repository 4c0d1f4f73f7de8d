package dev.stint.sandbox;

import dev.stint.ledger.Nullable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The stack that guests run on: a platform thread of its own for each run, {@value #STACK_BYTES}
 * bytes, reserved as address space and committed by the page as it is used. The call depth that the
 * metered binary counts runs out first: one unit of depth takes at most {@value #BYTES_PER_UNIT}
 * bytes (measured in the interpreter of GraalWasm, the deepest frames of the engines).
 */
final class GuestStack {
  static final long STACK_BYTES = 256L << 20;
  static final long BYTES_PER_UNIT = 2_400;

  /** Depth units that a call from the host may use. */
  static final int DEPTH_UNITS = 60_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  static {
    if (DEPTH_UNITS * BYTES_PER_UNIT > STACK_BYTES / 4 * 3) {
      throw new ExceptionInInitializerError(
          "depth units do not fit into three quarters of a stack");
    }
  }

  private GuestStack() {}

  /** Starts the work on a thread of its own. */
  static void start(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, STACK_BYTES, false);
    thread.setDaemon(true);
    thread.start();
  }

  /** CPU time of the calling thread; 0 where the JVM does not measure it. */
  static long cpuNanos() {
    return Math.max(0, THREADS.getCurrentThreadCpuTime());
  }

  /** A reason of one line for a failure of any kind. */
  static String reason(@Nullable Throwable failure) {
    if (failure == null) {
      return "unknown";
    }
    String text = String.valueOf(failure.getMessage());
    String line = text.substring(0, Math.min(300, text.length())).replaceAll("[\\p{Cntrl}]+", " ");
    return failure.getClass().getSimpleName() + ": " + line;
  }
}
