package dev.stint.ledger;

/**
 * The end of a scope. It is a barrier: first new charges are refused here, then what the scope owns
 * ends, then the scopes below, and at last what only this scope held is given back to every
 * ancestor exactly once, whatever its tokens do later.
 */
final class Closing {
  private Closing() {}

  static void close(Scope scope) {
    if (!begin(scope)) {
      return;
    }
    scope.endOwned();
    for (Edges.Edge edge = scope.firstEdge(); edge != null; edge = scope.firstEdge()) {
      close(edge.child);
    }
    if (finish(scope)) {
      scope.leaveParents();
      scope.root().closed(scope);
    }
  }

  /** Refuses newcomers from now on; false when the scope is closed already. */
  private static boolean begin(Scope scope) {
    Gate gate = scope.root().gate();
    gate.enterAlone();
    try {
      scope.markClosing();
      boolean first = !scope.isClosed();
      for (int code = 1; first && code <= Resource.count(); code++) {
        Ledger ledger = scope.existing(code);
        if (ledger != null) {
          // A lane that is on would go on admitting charges.
          Subtree.drain(ledger);
        }
      }
      return first;
    } finally {
      gate.exitAlone();
    }
  }

  private static boolean finish(Scope scope) {
    Gate gate = scope.root().gate();
    gate.enterAlone();
    try {
      if (!scope.markClosed()) {
        return false;
      }
      for (int code = 1; code <= Resource.count(); code++) {
        Ledger ledger = scope.existing(code);
        if (ledger != null) {
          drain(scope, ledger);
        }
      }
      scope.detach();
      return true;
    } finally {
      gate.exitAlone();
    }
  }

  private static void drain(Scope scope, Ledger ledger) {
    Subtree.drain(ledger);
    long held = ledger.close();
    Scope[] line = scope.line();
    for (int i = 1; i < line.length; i++) {
      line[i].ledger(ledger.resource()).subtract(held);
    }
  }
}
