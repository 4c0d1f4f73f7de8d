package dev.stint.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Plays random operations; a failure shows the seed and a trace that cannot be made shorter. */
public final class Traces {
  /**
   * Plays operations on a fresh subject and notes what each does; every number is one operation.
   */
  public interface Play {
    void play(List<Integer> operations, List<String> trace);
  }

  private Traces() {}

  public static void check(int runs, int length, Play play) {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    for (int run = 0; run < runs; run++) {
      Random random = new Random(seed + run);
      List<Integer> operations = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        operations.add(random.nextInt(Integer.MAX_VALUE));
      }
      if (failure(operations, play) != null) {
        report(seed + run, operations, play);
      }
    }
  }

  private static Throwable failure(List<Integer> operations, Play play) {
    return failure(operations, play, new ArrayList<>());
  }

  private static Throwable failure(List<Integer> operations, Play play, List<String> trace) {
    try {
      play.play(operations, trace);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }

  private static void report(long seed, List<Integer> operations, Play play) {
    List<Integer> left = new ArrayList<>(operations);
    for (int i = left.size() - 1; i >= 0; i--) {
      List<Integer> shorter = new ArrayList<>(left);
      shorter.remove(i);
      if (failure(shorter, play) != null) {
        left = shorter;
        i = Math.min(i, left.size());
      }
    }
    List<String> trace = new ArrayList<>();
    Throwable cause = failure(left, play, trace);
    throw new AssertionError(
        "stint.seed " + seed + ", trace:\n  " + String.join("\n  ", trace) + "\n" + cause, cause);
  }
}
