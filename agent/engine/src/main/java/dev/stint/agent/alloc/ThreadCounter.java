package dev.stint.agent.alloc;

import com.sun.management.ThreadMXBean;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.site.AllocationCounter;
import java.lang.management.ManagementFactory;

/** The JVM's counter of allocated bytes, through its management bean. Thread-safe. */
final class ThreadCounter implements AllocationCounter {
  private final ThreadMXBean bean;

  private ThreadCounter(ThreadMXBean bean) {
    this.bean = bean;
  }

  /** The counter, or null where this JVM has none. Costs the start of the management classes. */
  static @Nullable ThreadCounter open() {
    if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
        && bean.isThreadAllocatedMemorySupported()) {
      ThreadCounter counter = new ThreadCounter(bean);
      counter.keepEnabled();
      return counter;
    }
    return null;
  }

  /** Switches the counter on when somebody switched it off; returns whether it was on. */
  boolean keepEnabled() {
    if (bean.isThreadAllocatedMemoryEnabled()) {
      return true;
    }
    bean.setThreadAllocatedMemoryEnabled(true);
    return false;
  }

  @Override
  public long currentThreadBytes() {
    return bean.getCurrentThreadAllocatedBytes();
  }

  /** The ids of all live platform threads that the JVM shows. */
  long[] liveIds() {
    return bean.getAllThreadIds();
  }

  /**
   * The counters of these threads, -1 for one that has ended. A reading of a foreign counter can be
   * too high by one allocation buffer: see {@link AllocationSampler}.
   */
  long[] read(long[] ids) {
    return bean.getThreadAllocatedBytes(ids);
  }
}
