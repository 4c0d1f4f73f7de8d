package dev.stint.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts threads at one instant. */
public final class Races {
  private Races() {}

  @SafeVarargs
  public static <T> List<T> race(ExecutorService pool, Callable<? extends T>... racers)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(racers.length);
    List<Future<T>> futures = new ArrayList<>();
    for (Callable<? extends T> racer : racers) {
      futures.add(
          pool.submit(
              () -> {
                start.await();
                return racer.call();
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // hands its array on unchanged
  public static <T> List<T> race(Callable<? extends T>... racers) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(racers.length);
    try {
      return race(pool, racers);
    } finally {
      pool.shutdown();
    }
  }
}
