package dev.stint.ledger.qos;

import dev.stint.ledger.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Runs random operation traces; a failure names its seed and the shortest trace found. */
public final class Traces {
  private Traces() {}

  /**
   * @param play plays a whole trace on a fresh subject; null when all went well
   */
  public static <O> void check(
      int runs,
      int length,
      Function<SplittableRandom, O> generator,
      Function<List<O>, @Nullable String> play) {
    long seed = seed();
    for (int run = 0; run < runs; run++) {
      SplittableRandom random = new SplittableRandom(seed + run);
      List<O> trace = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        trace.add(generator.apply(random));
      }
      if (play.apply(trace) != null) {
        List<O> small = shrink(trace, play);
        throw new AssertionError(
            "stint.seed " + (seed + run) + ": " + play.apply(small) + ", trace " + small);
      }
    }
  }

  /** The seed of this JVM's run: {@code -Dstint.seed=N}, else a fresh one. */
  public static long seed() {
    return Long.getLong("stint.seed", System.nanoTime());
  }

  private static <O> List<O> shrink(List<O> failing, Function<List<O>, @Nullable String> play) {
    List<O> smallest = failing;
    for (int i = smallest.size() - 1; i >= 0; i--) {
      List<O> without = new ArrayList<>(smallest);
      without.remove(i);
      if (play.apply(without) != null) {
        smallest = without;
      }
    }
    return smallest;
  }
}
