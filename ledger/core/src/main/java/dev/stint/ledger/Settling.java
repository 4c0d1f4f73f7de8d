package dev.stint.ledger;

/**
 * What comes after a grant: tokens that commit or end, refunds, and what is recorded afterwards.
 */
final class Settling {
  private Settling() {}

  /** Publishes a reservation; gives back what was not used of it. */
  static void commit(Scope scope, Resource resource, long reserved, long actual) {
    boolean flow = resource.kind() == ResourceKind.FLOW;
    if (!flow && actual == reserved) {
      scope.ledger(resource).unpend(reserved);
      for (Scope each : scope.line()) {
        each.ledger(resource).countTotal(actual);
      }
      return;
    }
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      Ledger own = scope.ledger(resource);
      if (own.closed()) {
        return;
      }
      own.unpend(reserved);
      for (Scope each : scope.line()) {
        Ledger ledger = each.ledger(resource);
        ledger.charged(actual);
        ledger.subtract(reserved - actual);
      }
    } finally {
      gate.exitShared(ticket);
    }
    scope.root().reportFaults();
  }

  /** Gives a reservation back whole. */
  static void rollback(Scope scope, Resource resource, long reserved) {
    giveBack(scope, resource, reserved, true);
  }

  /** Gives back what a commit holds; what was spent of a flow stays spent. */
  static void release(Scope scope, Resource resource, long held) {
    if (resource.kind() == ResourceKind.STOCK) {
      giveBack(scope, resource, held, false);
    }
  }

  private static void giveBack(Scope scope, Resource resource, long amount, boolean pending) {
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      Ledger own = scope.ledger(resource);
      if (own.closed()) {
        return;
      }
      if (pending) {
        own.unpend(amount);
      }
      for (Scope each : scope.line()) {
        each.ledger(resource).subtract(amount);
      }
    } finally {
      gate.exitShared(ticket);
    }
    scope.root().reportFaults();
  }

  /** Gives back a charge without a token. */
  static void refund(Scope scope, Resource resource, long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("refund of a negative amount: " + amount);
    }
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      if (scope.ledger(resource).closed()) {
        return;
      }
      for (Scope each : scope.line()) {
        each.ledger(resource).refund(amount);
      }
    } finally {
      gate.exitShared(ticket);
    }
    scope.root().reportFaults();
  }

  /** Records what has already happened. What comes after the end of the scope is booked as late. */
  static void record(Scope scope, Resource resource, long actual) {
    long now = Charging.prepare(scope, resource);
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      if (!scope.ledger(resource).closed()) {
        Charging.advance(scope.line(), resource, now);
        for (Scope each : scope.line()) {
          each.ledger(resource).addPostPaid(actual);
        }
        return;
      }
    } finally {
      gate.exitShared(ticket);
    }
    record(scope.late(), resource, actual);
  }
}
