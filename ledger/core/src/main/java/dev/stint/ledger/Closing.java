package dev.stint.ledger;

/**
 * The end of a scope. It is a barrier: first new charges are refused here, then what the scope owns
 * ends, then the scopes below, and at last what only this scope held is given back to every
 * ancestor exactly once, whatever its tokens do later.
 */
final class Closing {
  private Closing() {}

  static void close(Scope scope) {
    if (begin(scope, null)) {
      end(scope);
    }
  }

  /**
   * Closes it if that condition holds while nobody else is in the gate; true for the one call that
   * began to close it.
   */
  static boolean closeWhen(Scope scope, Condition condition) {
    boolean due = begin(scope, condition);
    if (due) {
      end(scope);
    }
    return due;
  }

  /** Takes back a scope that nobody has seen, because another one got its name. */
  static void discard(Scope scope) {
    Gate gate = scope.root().gate();
    gate.enterAlone();
    try {
      scope.markClosing();
      if (scope.markClosed()) {
        scope.detach();
      }
    } finally {
      gate.exitAlone();
    }
    scope.setDeadline(null);
  }

  private static void end(Scope scope) {
    scope.endOwned();
    for (Edges.Edge edge = scope.firstEdge(); edge != null; edge = scope.firstEdge()) {
      close(edge.child);
    }
    Remains remains = Remains.of(scope);
    if (finish(scope, remains)) {
      scope.leaveParents();
      scope.root().closed(scope);
      if (remains != null) {
        remains.report();
      }
      scope.root().reportFaults();
    }
  }

  /** Refuses newcomers from now on; false when the scope is closed already. */
  private static boolean begin(Scope scope, @Nullable Condition condition) {
    Gate gate = scope.root().gate();
    gate.enterAlone();
    try {
      if (scope.isClosed() || condition != null && (scope.isClosing() || !condition.holds())) {
        return false;
      }
      scope.markClosing();
      for (int code = 1; code <= Resource.count(); code++) {
        Ledger ledger = scope.existing(code);
        if (ledger != null) {
          // A lane that is on would go on admitting charges.
          Subtree.drain(ledger);
        }
      }
      return true;
    } finally {
      gate.exitAlone();
    }
  }

  private static boolean finish(Scope scope, @Nullable Remains remains) {
    Gate gate = scope.root().gate();
    gate.enterAlone();
    try {
      if (!scope.markClosed()) {
        return false;
      }
      for (int code = 1; code <= Resource.count(); code++) {
        Ledger ledger = scope.existing(code);
        if (ledger != null) {
          drain(scope, ledger, remains);
        }
      }
      scope.detach();
      return true;
    } finally {
      gate.exitAlone();
    }
  }

  private static void drain(Scope scope, Ledger ledger, @Nullable Remains remains) {
    Subtree.drain(ledger);
    long held = ledger.close();
    if (remains != null) {
      remains.note(ledger, held);
    }
    Scope[] line = scope.line();
    for (int i = 1; i < line.length; i++) {
      line[i].ledger(ledger.resource()).subtract(held);
    }
  }

  /** What must be true for a scope to be closed by one who does not own it. */
  interface Condition {
    /** Alone in the gate: no allocation, no other gate. */
    boolean holds();
  }
}
