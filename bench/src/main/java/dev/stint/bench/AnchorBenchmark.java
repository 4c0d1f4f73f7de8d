package dev.stint.bench;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the machine itself can do: one compare-and-set loop, on a shared and on a private word. */
@State(Scope.Benchmark)
public class AnchorBenchmark {
  private final AtomicLong shared = new AtomicLong();

  @Benchmark
  public long atomicLong() {
    for (; ; ) {
      long seen = shared.get();
      if (shared.compareAndSet(seen, seen + 1)) {
        return seen;
      }
    }
  }

  @Benchmark
  public long privateWord(Own own) {
    for (; ; ) {
      long seen = own.words.get(Own.MIDDLE);
      if (own.words.compareAndSet(Own.MIDDLE, seen, seen + 1)) {
        return seen;
      }
    }
  }

  /** The word of one thread, with 256 bytes on either side that nobody writes. */
  @State(Scope.Thread)
  public static class Own {
    static final int MIDDLE = 32;
    final AtomicLongArray words = new AtomicLongArray(2 * MIDDLE);
  }
}
