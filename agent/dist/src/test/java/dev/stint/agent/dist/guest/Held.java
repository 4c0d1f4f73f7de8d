package dev.stint.agent.dist.guest;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Resource;

/** Reads the ledger of the principal that the program runs as. */
final class Held {
  private static final long SECONDS_NANOS = 20_000_000_000L;

  private Held() {}

  static long now(Resource resource) {
    return Cell.current().scope.ledger(resource).used();
  }

  /** Waits until so much is held, and fails when that does not come. */
  static void await(Resource resource, long expected) {
    long start = System.nanoTime();
    while (now(resource) != expected) {
      if (System.nanoTime() - start > SECONDS_NANOS) {
        throw new IllegalStateException(
            resource + " held " + now(resource) + ", expected " + expected);
      }
      Thread.yield();
    }
  }

  static void say(String what, Object value) {
    System.out.println(what + " " + value);
  }
}
