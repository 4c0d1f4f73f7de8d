package dev.stint.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/** Times an operation on many things that take turns, in an order that is shuffled but fixed. */
final class Turns {
  private static final int ROUNDS = 9;
  private static final int OPERATIONS = 1_000_000;

  private Turns() {}

  /** The median of the rounds; the first ones warm up. */
  static double nanos(int things, IntConsumer operation) {
    int[] order = shuffled(things);
    double[] rounds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0, at = 0; i < OPERATIONS; i++) {
        operation.accept(order[at]);
        at = at + 1 == things ? 0 : at + 1;
      }
      rounds[round] = (System.nanoTime() - start) / (double) OPERATIONS;
    }
    Arrays.sort(rounds);
    return rounds[ROUNDS / 2];
  }

  /** So that nothing profits from neighbours in memory. */
  private static int[] shuffled(int things) {
    int[] order = new int[things];
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < things; i++) {
      int k = random.nextInt(i + 1);
      order[i] = order[k];
      order[k] = i;
    }
    return order;
  }
}
