package dev.stint.agent.alloc;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.site.AllocationSites;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;

/** An engine with a scope graph of its own; runs guests for principals. */
final class Bench implements AutoCloseable {
  static final com.sun.management.ThreadMXBean COUNTER =
      (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();

  final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(16));
  final AllocationEngine engine;
  final WovenLoader woven = new WovenLoader(true);

  Bench(boolean enforce) {
    engine = new AllocationEngine(noInstrumentation(), ledgers, enforce);
    engine.start();
    while (engine.looks() == 0) {
      Thread.onSpinWait();
    }
  }

  /** The engine only opens a package with it, and does without. */
  static Instrumentation noInstrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            Bench.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }

  Scope limited(String name, long bytes) {
    Scope scope = ledgers.principal(name);
    ledgers
        .binder("test")
        .bind(scope, Resource.HEAP_ALLOCATED, Limit.hard(bytes).from("test.yaml:1"));
    return scope;
  }

  static Ledger heap(Scope scope) {
    return scope.ledger(Resource.HEAP_ALLOCATED);
  }

  /** Runs work for a scope, settled at both ends as an entry point does. */
  static <T> T as(Scope scope, Callable<T> work) throws Exception {
    Cell cell = Cell.current();
    Scope before = cell.scope;
    AllocationSites.settle(cell);
    cell.scope = scope;
    try {
      return work.call();
    } finally {
      AllocationSites.settle(cell);
      cell.scope = before;
    }
  }

  /** Calls a woven attack; throws what it throws. */
  Object attack(String name, long argument) throws Exception {
    Class<?> type = woven.loadClass("dev.stint.agent.alloc.guest.Attacks");
    try {
      return type.getMethod(name, long.class).invoke(null, argument);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    }
  }

  @Override
  public void close() {
    engine.stop();
  }
}
