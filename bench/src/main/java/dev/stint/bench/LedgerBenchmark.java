package dev.stint.bench;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a charge costs at depth 3 (system, principal, session), against a bare semaphore in the same
 * run: quote the ratio, not the nanoseconds.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LedgerBenchmark {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(16));
  private final Scope session = ledgers.principal("alice").child(ScopeKind.SESSION, "s1");
  private final Semaphore semaphore = new Semaphore(1_000);
  private final Scope full = ledgers.principal("full");

  public LedgerBenchmark() {
    ledgers.binder("bench").bind(ledgers.principal("alice"), Resource.THREADS, Limit.hard(1_000));
    ledgers.binder("bench").bind(full, Resource.THREADS, Limit.hard(0));
  }

  @Benchmark
  public void peerSemaphore() throws InterruptedException {
    semaphore.acquire();
    semaphore.release();
  }

  @Benchmark
  public Denied chargeAndRefund() {
    Denied denied = session.charge(Resource.THREADS, 1);
    session.refund(Resource.THREADS, 1);
    return denied;
  }

  @Benchmark
  public Reservation reserveCommitRelease() {
    Reservation token = session.reserveOrThrow(Resource.THREADS, 1);
    token.commit();
    token.release();
    return token;
  }

  @Benchmark
  public Denied denial() {
    return full.charge(Resource.THREADS, 1);
  }
}
