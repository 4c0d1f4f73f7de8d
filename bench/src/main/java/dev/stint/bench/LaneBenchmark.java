package dev.stint.bench;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Bytes at depth 3, far below the limits: what a hook on an allocation pays. Once with all threads
 * on one principal, once with a principal for each thread; the system scope is shared by all.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class LaneBenchmark {
  private final Graph graph = new Graph();
  private final Scope spender = graph.chain("alice", 3, Resource.HEAP_ALLOCATED, Graph.FAR);
  private final Scope holder = graph.chain("alice", 3, Resource.LINEAR_MEMORY, Graph.FAR);

  @Benchmark
  public Denied charge() {
    return spender.charge(Resource.HEAP_ALLOCATED, 1);
  }

  @Benchmark
  public Denied chargeAndRefund() {
    Denied denied = holder.charge(Resource.LINEAR_MEMORY, 1);
    holder.refund(Resource.LINEAR_MEMORY, 1);
    return denied;
  }

  @Benchmark
  public Denied chargeOwn(Own own) {
    return own.spender.charge(Resource.HEAP_ALLOCATED, 1);
  }

  @Benchmark
  public Denied chargeAndRefundOwn(Own own) {
    Denied denied = own.holder.charge(Resource.LINEAR_MEMORY, 1);
    own.holder.refund(Resource.LINEAR_MEMORY, 1);
    return denied;
  }

  /** The principal of one thread. */
  @State(org.openjdk.jmh.annotations.Scope.Thread)
  public static class Own {
    Scope spender;
    Scope holder;

    @Setup
    public void open(LaneBenchmark shared, ThreadParams thread) {
      String name = "own" + thread.getThreadIndex();
      spender = shared.graph.chain(name, 3, Resource.HEAP_ALLOCATED, Graph.FAR);
      holder = shared.graph.chain(name, 3, Resource.LINEAR_MEMORY, Graph.FAR);
    }
  }
}
