package dev.stint.bench;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;

/** Many principals of one graph, each with limits on the ledgers of three resources. */
final class Principals {
  static final Resource COUNTED = Resource.THREADS;
  static final Resource BYTES = Resource.LINEAR_MEMORY;
  private static final Resource[] LIMITED = {COUNTED, BYTES, Resource.SOCKETS};
  private static final Limit LIMIT = Limit.hard(1L << 30);

  private final Graph graph = new Graph();
  private final Scope[] scopes;
  private final double bytesEach;

  Principals(int count, boolean sharedLimits) {
    scopes = new Scope[count];
    open(graph.ledgers(), 0, sharedLimits);
    long before = Heap.used();
    for (int i = 1; i < count; i++) {
      open(graph.ledgers(), i, sharedLimits);
    }
    bytesEach = (Heap.used() - before) / (double) (count - 1);
  }

  private void open(Ledgers ledgers, int i, boolean sharedLimits) {
    scopes[i] = ledgers.principal("p" + i);
    for (Resource resource : LIMITED) {
      graph.bind(scopes[i], resource, sharedLimits ? LIMIT : LIMIT.from("-"));
    }
  }

  /** With its name, its path, its place in its parent and, unless shared, its limits. */
  double bytesEach() {
    return bytesEach;
  }

  /** The same, once each has charged all three resources and given everything back. */
  double bytesEachOnceCharged() {
    long before = Heap.used();
    for (Scope scope : scopes) {
      for (Resource resource : LIMITED) {
        chargeAndRefund(scope, resource);
      }
    }
    return bytesEach + (Heap.used() - before) / (double) scopes.length;
  }

  /** Nanoseconds to charge and refund one, when the first {@code working} take turns. */
  double chargeNanos(Resource resource, int working) {
    return Turns.nanos(working, i -> chargeAndRefund(scopes[i], resource));
  }

  private static void chargeAndRefund(Scope scope, Resource resource) {
    if (scope.charge(resource, 1) != null) {
      throw new IllegalStateException("denied although the limit is far [" + scope + "]");
    }
    scope.refund(resource, 1);
  }
}
