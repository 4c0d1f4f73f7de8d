package dev.stint.bench;

import java.lang.management.ManagementFactory;

/** What lives on the heap: the least use after several collections. */
final class Heap {
  private static final int COLLECTIONS = 4;

  private Heap() {}

  static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
