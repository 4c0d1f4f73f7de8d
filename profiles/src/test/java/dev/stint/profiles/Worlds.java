package dev.stint.profiles;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Random operations on a subject and its plain model. A failure names the seed, which {@code
 * -Dstint.seed} repeats, and a trace from which nothing can be dropped.
 */
final class Worlds {
  /** The subject and its model. */
  interface World {
    /**
     * Does one operation and compares.
     *
     * @param log what it does, written before it is done
     */
    void step(SplittableRandom random, StringBuilder log) throws Exception;
  }

  private Worlds() {}

  static void check(String test, int runs, int steps, Supplier<? extends World> maker) {
    long seed = Seeds.next(test);
    for (int run = 0; run < runs; run++) {
      List<Long> trace = new SplittableRandom(seed + run).longs(steps).boxed().toList();
      if (play(maker, trace, new StringBuilder()) != null) {
        throw failure(maker, seed + run, shrink(maker, trace));
      }
    }
  }

  private static AssertionError failure(
      Supplier<? extends World> maker, long seed, List<Long> least) {
    StringBuilder log = new StringBuilder();
    Throwable cause = play(maker, least, log);
    return new AssertionError("fails with -Dstint.seed=" + seed + ", shrunk to:\n" + log, cause);
  }

  private static List<Long> shrink(Supplier<? extends World> maker, List<Long> failing) {
    List<Long> least = failing;
    for (int size = Math.max(1, failing.size() / 2); size > 0; size /= 2) {
      for (int from = 0; from < least.size(); ) {
        List<Long> fewer = new ArrayList<>(least);
        fewer.subList(from, Math.min(fewer.size(), from + size)).clear();
        if (play(maker, fewer, new StringBuilder()) != null) {
          least = fewer;
        } else {
          from += size;
        }
      }
    }
    return least;
  }

  private static Throwable play(
      Supplier<? extends World> maker, List<Long> trace, StringBuilder log) {
    try {
      World world = maker.get();
      for (long each : trace) {
        log.append("  ");
        world.step(new SplittableRandom(each), log);
        log.append('\n');
      }
      return null;
    } catch (Exception | AssertionError e) {
      return e;
    }
  }
}
