package dev.stint.ledger;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A property that random operations must keep. Each operation draws its choices from a seed of its
 * own, so that operations can be dropped from a trace that fails; what is left is printed together
 * with the seed, which {@code -Dstint.seed} repeats.
 */
final class Property {
  private static final int MOST_REPLAYS = 3000;

  /** What the operations work on: the subject and its model. */
  interface World {
    /**
     * Does one operation and checks everything.
     *
     * @param log what it does, written before it is done
     */
    void step(SplittableRandom random, StringBuilder log);
  }

  private final Supplier<? extends World> maker;

  private Property(Supplier<? extends World> maker) {
    this.maker = maker;
  }

  /** Plays so many runs of so many steps, each in a new world. */
  static void check(int runs, int steps, Supplier<? extends World> maker) {
    Property property = new Property(maker);
    long seed = Long.getLong("stint.seed", System.nanoTime());
    for (int run = 0; run < runs; run++) {
      long[] trace = new SplittableRandom(seed + run).longs(steps).toArray();
      if (property.play(trace, new StringBuilder()) != null) {
        property.fail(seed + run, trace);
      }
    }
  }

  private void fail(long seed, long[] trace) {
    long[] least = shrink(trace);
    StringBuilder log = new StringBuilder();
    Throwable failure = play(least, log);
    throw new AssertionError(
        "fails with -Dstint.seed=" + seed + ", shrunk to " + least.length + " operations:\n" + log,
        failure);
  }

  /** Null when all went well. */
  private Throwable play(long[] trace, StringBuilder log) {
    try {
      World world = maker.get();
      for (long each : trace) {
        log.append("  ");
        world.step(new SplittableRandom(each), log);
        log.append('\n');
      }
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }

  /** Drops halves, quarters and at last single operations for as long as it still fails. */
  private long[] shrink(long[] trace) {
    long[] least = trace;
    int replays = 0;
    for (int size = Math.max(1, least.length / 2); size > 0; ) {
      int before = least.length;
      for (int from = 0; from < least.length && replays < MOST_REPLAYS; replays++) {
        long[] fewer = without(least, from, size);
        if (play(fewer, new StringBuilder()) != null) {
          least = fewer;
        } else {
          from += size;
        }
      }
      // Single operations again and again: what one needs may be gone by now.
      size = size > 1 ? size / 2 : least.length < before && replays < MOST_REPLAYS ? 1 : 0;
    }
    return least;
  }

  private static long[] without(long[] trace, int from, int size) {
    int to = Math.min(trace.length, from + size);
    long[] fewer = Arrays.copyOf(trace, trace.length - (to - from));
    System.arraycopy(trace, to, fewer, from, trace.length - to);
    return fewer;
  }
}
