package dev.stint.bench;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * A storm of denials at depth 3: every charge meets a full ledger. Once with all threads on one
 * principal, once with a principal for each thread.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class DenialBenchmark {
  private final Graph graph = new Graph();
  private final Scope full = graph.full("full", 3, Resource.THREADS);

  @Benchmark
  public Denied denial() {
    return full.charge(Resource.THREADS, 1);
  }

  @Benchmark
  public Denied denialOwn(Own own) {
    return own.full.charge(Resource.THREADS, 1);
  }

  /** The full principal of one thread. */
  @State(org.openjdk.jmh.annotations.Scope.Thread)
  public static class Own {
    Scope full;

    @Setup
    public void open(DenialBenchmark shared, ThreadParams thread) {
      full = shared.graph.full("own" + thread.getThreadIndex(), 3, Resource.THREADS);
    }
  }
}
