package dev.stint.agent.dist.guest;

import dev.stint.ledger.Cell;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hands work over in the usual ways, and says who it works for there. */
public final class Tasks {
  private Tasks() {}

  public static void main(String[] args) throws Exception {
    Held.say("main", who());
    Thread thread = new Thread(() -> Held.say("thread", who()));
    thread.start();
    thread.join();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    Held.say("pool", pool.submit(Tasks::who).get());
    pool.shutdown();
    Held.say("future", CompletableFuture.supplyAsync(Tasks::who).get());
    Held.say(
        "stream",
        java.util.stream.IntStream.range(0, 1000)
            .parallel()
            .mapToObj(i -> who())
            .distinct()
            .toList());
    if (args.length > 0) {
      System.exit(Integer.parseInt(args[0]));
    }
  }

  static String who() {
    var scope = Cell.current().scope;
    return scope == null ? "nobody" : scope.name();
  }
}
