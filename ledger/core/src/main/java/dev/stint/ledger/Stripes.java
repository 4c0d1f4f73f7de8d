package dev.stint.ledger;

/**
 * How counters that many threads write are spread: one place for each processor, 128 bytes apart
 * (two cache lines, because processors fetch them in pairs), chosen by the identity of the thread.
 * Two threads may share a place; that costs time and never correctness.
 */
final class Stripes {
  /** A power of two, at least the number of processors at start, at most 64. */
  static final int COUNT = count();

  private static final int STRIDE = 16;

  private Stripes() {}

  /** The length of a {@code long[]} that holds all places and a margin before and behind. */
  static int length() {
    return (COUNT + 2) * STRIDE;
  }

  static int index(int stripe) {
    return (stripe + 1) * STRIDE;
  }

  /** The place of the calling thread. No allocation; works for virtual threads. */
  static int mine() {
    int hash = System.identityHashCode(Thread.currentThread());
    return index((hash ^ (hash >>> 16)) & (COUNT - 1));
  }

  private static int count() {
    int processors = Math.min(64, Runtime.getRuntime().availableProcessors());
    return processors <= 1 ? 1 : Integer.highestOneBit(processors - 1) << 1;
  }
}
