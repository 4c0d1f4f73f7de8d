package dev.stint.ledger.donation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random operations from a printed seed; a failure comes with the shortest trace that fails. */
final class Trace {
  /** One operation; what the numbers mean is up to the kind. */
  record Op(int kind, int a, int b, int c) {}

  /** Plays a list of operations from a fresh start; throws an {@link AssertionError}. */
  interface Play {
    void run(List<Op> ops);
  }

  private Trace() {}

  static void check(int runs, int steps, int kinds, Play play) {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    for (int run = 0; run < runs; run++) {
      List<Op> ops = ops(new Random(seed + run), steps, kinds);
      AssertionError failure = failure(play, ops);
      if (failure != null) {
        List<Op> least = shrink(play, ops);
        throw new AssertionError(
            "seed " + (seed + run) + ", trace " + least + ": " + failure(play, least), failure);
      }
    }
  }

  private static List<Op> ops(Random random, int steps, int kinds) {
    List<Op> ops = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      ops.add(
          new Op(
              random.nextInt(kinds),
              random.nextInt(1 << 16),
              random.nextInt(1 << 16),
              random.nextInt(1 << 16)));
    }
    return ops;
  }

  private static List<Op> shrink(Play play, List<Op> failing) {
    List<Op> least = failing;
    for (int size = Math.max(1, least.size() / 2); size > 0; size /= 2) {
      for (int from = 0; from + size <= least.size(); ) {
        List<Op> less = new ArrayList<>(least.subList(0, from));
        less.addAll(least.subList(from + size, least.size()));
        if (failure(play, less) != null) {
          least = less;
        } else {
          from += size;
        }
      }
    }
    return least;
  }

  private static AssertionError failure(Play play, List<Op> ops) {
    try {
      play.run(ops);
      return null;
    } catch (AssertionError e) {
      return e;
    } catch (RuntimeException e) {
      return new AssertionError(e);
    }
  }
}
