package dev.stint.ledger.contract;

import dev.stint.ledger.Binder;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A graph with a principal, one session of it, and a clock that the test moves. */
final class Host {
  final AtomicLong nanos = new AtomicLong();
  final Ledgers ledgers = new Ledgers(new MovedClock(), new MemoryAudit(64));
  final Scope alice = ledgers.principal("alice");
  final Scope session = alice.child(ScopeKind.SESSION, "s1");
  private final Binder binder = ledgers.binder("test");

  Host limit(Scope scope, Resource resource, Limit limit) {
    binder.bind(scope, resource, limit);
    return this;
  }

  long used(Scope scope, Resource resource) {
    return scope.ledger(resource).used();
  }

  /** Runs the same work on so many threads at once and waits for all of them. */
  static void together(int threads, Work work) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int index = i;
        all.add(
            pool.submit(
                () -> {
                  work.run(index);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  interface Work {
    void run(int thread) throws Exception;
  }

  private final class MovedClock implements MonotonicClock {
    @Override
    public long nanoTime() {
      return nanos.get();
    }
  }
}
