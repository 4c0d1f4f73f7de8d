package dev.stint.bench.stress;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;

/** Makes a lane hot, so that a race meets it switched on. */
final class Lane {
  private static final int HOT = 300;

  private Lane() {}

  /** Leaves the scope holding 12 bytes, its lane with credit, and the limit at the system. */
  static void heat(Ledgers ledgers, Scope scope, Limit limit) {
    for (int i = 0; i < HOT; i++) {
      scope.charge(Resource.LINEAR_MEMORY, 1);
      scope.refund(Resource.LINEAR_MEMORY, 1);
    }
    ledgers.binder("stress").bind(ledgers.system(), Resource.LINEAR_MEMORY, limit);
    scope.charge(Resource.LINEAR_MEMORY, 12);
  }
}
