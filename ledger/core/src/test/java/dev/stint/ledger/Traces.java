package dev.stint.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Plays random operations on fresh subjects; a failure names the seed, which {@code -Dstint.seed}
 * repeats, and a trace from which nothing can be dropped.
 */
public final class Traces {
  private static final int MOST_REPLAYS = 3000;

  /** Plays operations on a fresh subject and notes what each does; a number is an operation. */
  public interface Play {
    void play(List<Integer> operations, List<String> trace);
  }

  private Traces() {}

  /** The seed of this JVM's run: {@code -Dstint.seed=N}, else a fresh one. */
  public static long seed() {
    return Long.getLong("stint.seed", System.nanoTime());
  }

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
      List<O> trace = draw(seed + run, length, generator);
      if (play.apply(trace) != null) {
        List<O> least = shrink(trace, each -> play.apply(each) != null);
        throw new AssertionError(
            "stint.seed " + (seed + run) + ": " + play.apply(least) + ", trace " + least);
      }
    }
  }

  /** The same for a play that notes its steps and fails by an exception or a failed assertion. */
  public static void check(int runs, int length, Play play) {
    long seed = seed();
    for (int run = 0; run < runs; run++) {
      List<Integer> operations = draw(seed + run, length, r -> r.nextInt(Integer.MAX_VALUE));
      if (failure(operations, play, new ArrayList<>()) != null) {
        List<Integer> least =
            shrink(operations, each -> failure(each, play, new ArrayList<>()) != null);
        List<String> trace = new ArrayList<>();
        Throwable cause = failure(least, play, trace);
        throw new AssertionError(
            "stint.seed "
                + (seed + run)
                + ", trace:\n  "
                + String.join("\n  ", trace)
                + "\n"
                + cause,
            cause);
      }
    }
  }

  private static <O> List<O> draw(long seed, int length, Function<SplittableRandom, O> generator) {
    SplittableRandom random = new SplittableRandom(seed);
    List<O> trace = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      trace.add(generator.apply(random));
    }
    return trace;
  }

  private static Throwable failure(List<Integer> operations, Play play, List<String> trace) {
    try {
      play.play(operations, trace);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }

  /** Drops halves, quarters and at last single operations for as long as it still fails. */
  static <O> List<O> shrink(List<O> failing, Predicate<List<O>> fails) {
    List<O> least = failing;
    int replays = 0;
    for (int size = Math.max(1, least.size() / 2); size > 0; ) {
      int before = least.size();
      for (int from = 0; from < least.size() && replays < MOST_REPLAYS; replays++) {
        List<O> fewer = new ArrayList<>(least);
        fewer.subList(from, Math.min(fewer.size(), from + size)).clear();
        if (fails.test(fewer)) {
          least = fewer;
        } else {
          from += size;
        }
      }
      // Single operations again and again: what one needs may be gone by now.
      size = size > 1 ? size / 2 : least.size() < before && replays < MOST_REPLAYS ? 1 : 0;
    }
    return least;
  }
}
