package dev.stint.ledger.junit;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What a test body used of one resource, by the JVM's own counters. Confined to the thread that
 * runs the test. Between start and stop nothing here allocates: it would be counted.
 */
abstract class Measure {
  static final long NOT_MEASURED = -1;

  private long before;
  private long after;

  /** The measure of that resource; it finds nothing where only charges to the scope count. */
  static Measure of(Resource resource) {
    return switch (resource) {
      case HEAP_ALLOCATED -> new AllocatedBytes();
      case CPU_TIME -> new CpuMicros();
      case THREADS -> new PeakThreads();
      default -> new Nothing();
    };
  }

  final void start() {
    before = first();
  }

  final void stop() {
    after = last();
  }

  /** The difference in the unit of the resource, or {@link #NOT_MEASURED}. */
  final long used() {
    return before < 0 || after < 0 ? NOT_MEASURED : Math.max(0, after - before);
  }

  /** The counter before the body; negative when the JVM has none. */
  abstract long first();

  /** The counter after the body. */
  long last() {
    return first();
  }

  private static final class Nothing extends Measure {
    @Override
    long first() {
      return 0;
    }
  }

  /** Bytes that the calling thread has allocated: exact, but not known of virtual threads. */
  private static final class AllocatedBytes extends Measure {
    private final com.sun.management.@Nullable ThreadMXBean threads = bean();

    private static com.sun.management.@Nullable ThreadMXBean bean() {
      try {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean known
                && known.isThreadAllocatedMemorySupported()
                && known.isThreadAllocatedMemoryEnabled()
            ? known
            : null;
      } catch (NoClassDefFoundError e) {
        return null; // a runtime image without the module jdk.management
      }
    }

    @Override
    long first() {
      com.sun.management.ThreadMXBean known = threads;
      return known == null ? NOT_MEASURED : known.getCurrentThreadAllocatedBytes();
    }
  }

  /** Processor time of the calling thread, in microseconds. */
  private static final class CpuMicros extends Measure {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    long first() {
      boolean known = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
      long nanos = known ? threads.getCurrentThreadCpuTime() : NOT_MEASURED;
      return nanos < 0 ? NOT_MEASURED : nanos / 1_000;
    }
  }

  /** How many platform threads were alive at once, in the whole JVM. */
  private static final class PeakThreads extends Measure {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    long first() {
      threads.resetPeakThreadCount();
      return threads.getThreadCount();
    }

    @Override
    long last() {
      return threads.getPeakThreadCount();
    }
  }
}
