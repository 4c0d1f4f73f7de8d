package dev.stint.ledger;

/** For how long a scope stays: who pins it against the reaper, and its deadline. */
final class Staying {
  private Staying() {}

  /** Keeps the reaper away for good; false when the scope is closing already. */
  static boolean keep(Scope scope) {
    Pins pins = scope.pins();
    return pins == null || hold(scope, pins, true);
  }

  /** Takes it into use; false, and nothing is pinned, when it is closing. */
  static boolean pin(Scope scope) {
    return hold(scope, scope.pins(), false);
  }

  private static boolean hold(Scope scope, @Nullable Pins pins, boolean forGood) {
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      boolean open = !scope.isClosing();
      if (pins != null && open) {
        if (forGood) {
          pins.keep();
        } else {
          pins.pin();
        }
      }
      return open;
    } finally {
      gate.exitShared(ticket);
    }
  }

  static void expire(Scope scope, Deadline next) {
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      scope.setDeadline(scope.isClosed() ? null : next);
    } finally {
      gate.exitShared(ticket);
    }
  }

  /** Sets the deadline of a scope that was made directly below a transient one. Inside the gate. */
  static void begin(Scope scope) {
    if (isTransient(scope.parents())) {
      scope.setDeadline(scope.root().deadlines().first(scope));
    }
  }

  /** Whether a scope that has that line now loses its deadline when it gets those parents. */
  static boolean ends(Scope[] line, Scope[] parents) {
    boolean stays = !isTransient(line);
    for (Scope parent : parents) {
      stays |= isTransient(parent.line());
    }
    return !stays;
  }

  /** After a move: drops the deadline that it ended, or begins one below a transient parent. */
  static void settle(Scope scope, @Nullable Deadline before) {
    if (before != null && scope.deadline() != before) {
      scope.root().deadlines().remove(before);
    }
    if (scope.deadline() == null && isTransient(scope.parents())) {
      expire(scope, scope.root().deadlines().first(scope));
    }
  }

  private static boolean isTransient(Scope[] scopes) {
    for (Scope scope : scopes) {
      if (scope.kind() == ScopeKind.TRANSIENT) {
        return true;
      }
    }
    return false;
  }
}
