package dev.stint.ledger;

/**
 * What comes after a grant: tokens that commit or end, refunds, and what is recorded afterwards.
 */
final class Settling {
  private Settling() {}

  /** Publishes a reservation of a stock exactly. */
  static void commit(Reservation token) {
    Ledger own = token.ledger();
    long held = token.amount();
    own.unpend(held);
    for (Ledger each : own.line()) {
      each.countTotal(held);
    }
  }

  /** Publishes a reservation that is busy; gives back what was not used of it. */
  static void settle(Reservation token, long actual) {
    Ledger own = token.ledger();
    Ledgers root = own.scope.root();
    Gate gate = root.gate();
    int ticket = gate.enterShared();
    try {
      long reserved = token.amount();
      if (!own.closed()) {
        own.unpend(reserved);
        for (Ledger each : own.line()) {
          each.charged(actual);
        }
        subtract(own, reserved - actual);
      }
      token.settled(actual);
    } finally {
      gate.exitShared(ticket);
    }
    root.reportFaults();
  }

  /** Gives back a part of a committed reservation that is busy. */
  static void shrink(Reservation token, long part) {
    Ledger own = token.ledger();
    Ledgers root = own.scope.root();
    Gate gate = root.gate();
    int ticket = gate.enterShared();
    try {
      if (!own.closed()) {
        subtract(own, part);
      }
      token.settled(token.amount() - part);
    } finally {
      gate.exitShared(ticket);
    }
    root.reportFaults();
  }

  /** Gives a reservation back that is ending: whole before its commit, after it what is held. */
  static void end(Reservation token, boolean pending) {
    Ledgers root = token.scope().root();
    Gate gate = root.gate();
    int ticket = gate.enterShared();
    try {
      giveBack(token, pending);
    } finally {
      gate.exitShared(ticket);
    }
    root.reportFaults();
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
    Ledger own = token.ledger();
    if (!own.closed() && (pending || own.resource.kind() == ResourceKind.STOCK)) {
      if (pending) {
        own.unpend(token.amount());
      }
      subtract(own, token.amount());
    }
    token.ended();
  }

  /** Gives back a charge without a token. */
  static void refund(Scope scope, Resource resource, long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("refund of a negative amount: " + amount);
    }
    Ledger own = scope.ledger(resource);
    own.drawLine();
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      if (scope.isClosed()) {
        return;
      }
      long due = own.refundable(amount);
      Ledger[] line = own.line();
      for (int i = 0; i < line.length; i++) {
        long lacking = line[i].refund(due);
        if (lacking > 0) {
          subtractAbove(line, i, due, lacking);
          break;
        }
      }
    } finally {
      gate.exitShared(ticket);
    }
    scope.root().reportFaults();
  }

  /** Subtracts along the line; inside the gate. */
  private static void subtract(Ledger own, long amount) {
    Ledger[] line = own.line();
    for (int i = 0; i < line.length; i++) {
      long lacking = line[i].subtract(amount);
      if (lacking > 0) {
        subtractAbove(line, i, amount, lacking);
        return;
      }
    }
  }

  /**
   * Goes on after a ledger that went below zero: to those above it, it never counted more than it
   * held, so they lose no more than that, and a fault of one owner does not become one of all.
   */
  private static void subtractAbove(Ledger[] line, int faulty, long amount, long lacking) {
    for (int i = faulty + 1; i < line.length; i++) {
      boolean above = line[faulty].scope.isWithin(line[i].scope);
      line[i].subtract(above ? amount - lacking : amount);
    }
  }

  /** Records what has already happened. What comes after the end of the scope is booked as late. */
  static void record(Scope scope, Resource resource, long actual) {
    Ledger own = scope.ledger(resource);
    long now = Charging.prepare(own);
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    try {
      if (!scope.isClosed()) {
        Ledger[] line = own.line();
        Charging.advance(line, now);
        long counts = actual;
        for (Ledger each : line) {
          counts = each.addPostPaid(counts);
        }
        return;
      }
    } finally {
      gate.exitShared(ticket);
    }
    record(scope.late(), resource, actual);
  }
}
