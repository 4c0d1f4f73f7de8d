package dev.stint.ledger;

/**
 * What comes after a grant: tokens that commit or end, refunds, and what is recorded afterwards.
 */
final class Settling {
  private Settling() {}

  /** Publishes a reservation of a stock exactly. */
  static void commit(Reservation token) {
    Resource resource = token.resource();
    Scope scope = token.scope();
    long held = token.amount();
    scope.ledger(resource).unpend(held);
    for (Scope each : scope.line()) {
      each.ledger(resource).countTotal(held);
    }
  }

  /** Publishes a reservation that is busy; gives back what was not used of it. */
  static void settle(Reservation token, long actual) {
    Scope scope = token.scope();
    Resource resource = token.resource();
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      long reserved = token.amount();
      Ledger own = scope.ledger(resource);
      if (!own.closed()) {
        own.unpend(reserved);
        for (Scope each : scope.line()) {
          each.ledger(resource).charged(actual);
        }
        subtract(scope, resource, reserved - actual);
      }
      token.settled(actual);
    } finally {
      gate.exitShared(ticket);
    }
    scope.root().reportFaults();
  }

  /** Gives back a part of a committed reservation that is busy. */
  static void shrink(Reservation token, long part) {
    Scope scope = token.scope();
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      if (!scope.ledger(token.resource()).closed()) {
        subtract(scope, token.resource(), part);
      }
      token.settled(token.amount() - part);
    } finally {
      gate.exitShared(ticket);
    }
    scope.root().reportFaults();
  }

  /** Gives a reservation back that is ending: whole before its commit, after it what is held. */
  static void end(Reservation token, boolean pending) {
    Gate gate = token.scope().root().gate();
    int ticket = gate.enterShared();
    try {
      giveBack(token, pending);
    } finally {
      gate.exitShared(ticket);
    }
    token.scope().root().reportFaults();
  }

  /** Ends the reservations of one scope together, the last one first. */
  static void end(Reservation[] parts, int[] how) {
    Ledgers root = parts[0].scope().root();
    Gate gate = root.gate();
    int ticket = gate.enterShared();
    try {
      for (int i = parts.length - 1; i >= 0; i--) {
        if (how[i] != 0) {
          giveBack(parts[i], how[i] == 1);
        }
      }
    } finally {
      gate.exitShared(ticket);
    }
    root.reportFaults();
  }

  private static void giveBack(Reservation token, boolean pending) {
    Scope scope = token.scope();
    Resource resource = token.resource();
    Ledger own = scope.ledger(resource);
    if (!own.closed() && (pending || resource.kind() == ResourceKind.STOCK)) {
      if (pending) {
        own.unpend(token.amount());
      }
      subtract(scope, resource, token.amount());
    }
    token.ended();
  }

  /** Gives back a charge without a token. */
  static void refund(Scope scope, Resource resource, long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("refund of a negative amount: " + amount);
    }
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      if (scope.isClosed()) {
        return;
      }
      long due = scope.ledger(resource).refundable(amount);
      Scope[] line = scope.line();
      for (int i = 0; i < line.length; i++) {
        long lacking = line[i].ledger(resource).refund(due);
        if (lacking > 0) {
          subtractAbove(line, i, resource, due, lacking);
          break;
        }
      }
    } finally {
      gate.exitShared(ticket);
    }
    scope.root().reportFaults();
  }

  /** Subtracts along the line; inside the gate. */
  static void subtract(Scope scope, Resource resource, long amount) {
    Scope[] line = scope.line();
    for (int i = 0; i < line.length; i++) {
      long lacking = line[i].ledger(resource).subtract(amount);
      if (lacking > 0) {
        subtractAbove(line, i, resource, amount, lacking);
        return;
      }
    }
  }

  /**
   * Goes on after a ledger that went below zero: to those above it, it never counted more than it
   * held, so they lose no more than that, and a fault of one owner does not become one of all.
   */
  private static void subtractAbove(
      Scope[] line, int faulty, Resource resource, long amount, long lacking) {
    for (int i = faulty + 1; i < line.length; i++) {
      boolean above = line[faulty].isWithin(line[i]);
      line[i].ledger(resource).subtract(above ? amount - lacking : amount);
    }
  }

  /** Records what has already happened. What comes after the end of the scope is booked as late. */
  static void record(Scope scope, Resource resource, long actual) {
    long now = Charging.prepare(scope, resource);
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      if (!scope.isClosed()) {
        Charging.advance(scope.line(), resource, now);
        long counts = actual;
        for (Scope each : scope.line()) {
          counts = each.ledger(resource).addPostPaid(counts);
        }
        return;
      }
    } finally {
      gate.exitShared(ticket);
    }
    record(scope.late(), resource, actual);
  }
}
