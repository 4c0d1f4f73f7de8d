package dev.stint.profiles;

import dev.stint.ledger.Limit;

/** Compares limits of one resource by what they admit. */
final class Tightness {
  private Tightness() {}

  /**
   * Whether the second admits all that the first does. Of two limits with different windows it may
   * be true for neither.
   */
  static boolean isWithin(Limit first, Limit second) {
    long room = room(first);
    if (room == 0 || first.windowNanos() == 0) {
      return room <= room(second);
    }
    if (second.windowNanos() == 0) {
      return false;
    }
    if (first.windowNanos() >= second.windowNanos()) {
      return room <= room(second);
    }
    // So many windows of the first cover one of the second.
    long windows = 1 + (second.windowNanos() - 1) / first.windowNanos();
    boolean overflows = Math.multiplyHigh(room, windows) != 0 || room * windows < 0;
    return !overflows && room * windows <= room(second);
  }

  /** What may be held or spent at most: hard and burst, saturated. */
  private static long room(Limit limit) {
    long sum = limit.hard() + limit.burst();
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** An order of limits that admit the same amounts: the less patient one first. */
  static int compareEqual(Limit a, Limit b) {
    int order = Integer.compare(a.admission().ordinal(), b.admission().ordinal());
    if (order == 0) {
      order = Long.compare(a.maxWaitNanos(), b.maxWaitNanos());
    }
    if (order == 0) {
      // No soft limit is -1, and the least that warns.
      order = Long.compareUnsigned(a.soft(), b.soft());
    }
    return order;
  }
}
