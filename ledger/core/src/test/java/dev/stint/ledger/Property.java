package dev.stint.ledger;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A property that random operations on one world must keep. Each operation draws its choices from a
 * seed of its own, so that operations can be dropped from a trace that fails; see {@link Traces}.
 */
final class Property {
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
    long seed = Traces.seed();
    for (int run = 0; run < runs; run++) {
      List<Long> trace = new SplittableRandom(seed + run).longs(steps).boxed().toList();
      if (property.play(trace, new StringBuilder()) != null) {
        property.fail(seed + run, trace);
      }
    }
  }

  private void fail(long seed, List<Long> trace) {
    List<Long> least = Traces.shrink(trace, each -> play(each, new StringBuilder()) != null);
    StringBuilder log = new StringBuilder();
    Throwable failure = play(least, log);
    throw new AssertionError(
        "fails with -Dstint.seed=" + seed + ", shrunk to " + least.size() + " operations:\n" + log,
        failure);
  }

  /** Null when all went well. */
  private Throwable play(List<Long> trace, StringBuilder log) {
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
}
