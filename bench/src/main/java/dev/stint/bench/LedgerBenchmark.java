package dev.stint.bench;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Counts, which must be exact at every level: threads at depth 3 (system, principal, session) and
 * at depth 6, and bytes over a sliding window at depth 3. All threads on one principal unless the
 * name says otherwise.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class LedgerBenchmark {
  private static final Limit WIDE = Limit.hard(1_000_000);
  private static final long SECOND = 1_000_000_000;

  private final Graph graph = new Graph();
  private final Scope session = graph.chain("alice", 3, Resource.THREADS, WIDE);
  private final Scope deep = graph.chain("bob", 6, Resource.THREADS, WIDE);
  private final Scope windowed =
      graph.chain("alice", 3, Resource.HEAP_ALLOCATED, Graph.FAR.perWindow(SECOND));

  @Benchmark
  public Denied chargeAndRefund() {
    return chargeAndRefund(session);
  }

  @Benchmark
  public Denied chargeAndRefundOwn(Own own) {
    return chargeAndRefund(own.session);
  }

  @Benchmark
  public Denied chargeAndRefundDepth6() {
    return chargeAndRefund(deep);
  }

  @Benchmark
  public Reservation reserveCommitRelease() {
    return reserveCommitRelease(session);
  }

  @Benchmark
  public Reservation reserveCommitReleaseDepth6() {
    return reserveCommitRelease(deep);
  }

  @Benchmark
  public Denied windowedCharge() {
    return windowed.charge(Resource.HEAP_ALLOCATED, 1);
  }

  private static Denied chargeAndRefund(Scope scope) {
    Denied denied = scope.charge(Resource.THREADS, 1);
    scope.refund(Resource.THREADS, 1);
    return denied;
  }

  private static Reservation reserveCommitRelease(Scope scope) {
    Reservation token = scope.reserve(Resource.THREADS, 1).orThrow();
    token.commit();
    token.release();
    return token;
  }

  /** The principal of one thread. */
  @State(org.openjdk.jmh.annotations.Scope.Thread)
  public static class Own {
    Scope session;

    @Setup
    public void open(LedgerBenchmark shared, ThreadParams thread) {
      String name = "own" + thread.getThreadIndex();
      session = shared.graph.chain(name, 3, Resource.THREADS, WIDE);
    }
  }
}
