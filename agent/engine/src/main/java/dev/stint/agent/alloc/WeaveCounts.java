package dev.stint.agent.alloc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** How much was woven, and the first few methods that were left alone. Thread-safe. */
public final class WeaveCounts {
  private static final int EXAMPLES = 4;

  private final AtomicLong sites = new AtomicLong();
  private final AtomicLong polls = new AtomicLong();
  private final AtomicLong entryOnly = new AtomicLong();
  private final AtomicLong leftAlone = new AtomicLong();
  private final List<String> examples = new ArrayList<>();

  void woven(int siteCount, int pollCount) {
    sites.addAndGet(siteCount);
    polls.addAndGet(pollCount);
  }

  void entryOnly() {
    entryOnly.incrementAndGet();
  }

  void leftAlone(String method) {
    leftAlone.incrementAndGet();
    synchronized (examples) {
      if (examples.size() < EXAMPLES) {
        examples.add(method);
      }
    }
  }

  /** Allocation sites. */
  public long sites() {
    return sites.get();
  }

  /** Loops that look because they call. */
  public long polls() {
    return polls.get();
  }

  /** Methods that look at their entry alone: more would stop HotSpot from compiling them. */
  public long methodsEntryOnly() {
    return entryOnly.get();
  }

  /** Methods without any site, because they are at a size limit already. */
  public long leftAlone() {
    return leftAlone.get();
  }

  /** At most four of the methods left alone. */
  public List<String> examples() {
    synchronized (examples) {
      return List.copyOf(examples);
    }
  }
}
