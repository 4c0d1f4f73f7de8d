package dev.stint.profiles;

import java.util.Random;

/** Seeds of property tests: printed, and set by {@code -Dstint.seed} to repeat a run. */
final class Seeds {
  private Seeds() {}

  static long next(String test) {
    long seed = Long.getLong("stint.seed", System.nanoTime());
    System.out.println("seed of " + test + ": " + seed);
    return seed;
  }

  /** An amount that is often round, often small, and always below the largest. */
  static long amount(Random random) {
    long any = random.nextLong() >>> (1 + random.nextInt(62));
    return switch (random.nextInt(4)) {
      case 0 -> any;
      case 1 -> any & -(1L << random.nextInt(60));
      case 2 -> any - any % 1_000_000;
      default -> random.nextInt(200);
    };
  }
}
