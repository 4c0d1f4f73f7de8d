package dev.stint.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * How several resources are reserved together: in the order of their codes, in one shared section
 * of the gate, and undone in reverse when one is refused. As for one resource, a refusal becomes
 * final only alone in the gate.
 */
final class ChargingSets {
  private ChargingSets() {}

  static SetVerdict reserve(Scope scope, Amounts amounts) {
    Denied known = known(scope, amounts);
    if (known != null) {
      return Charging.refuse(known);
    }
    Reservation[] tokens = new Reservation[amounts.size()];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = new Reservation(scope.ledger(amounts.resource(i)), amounts.amount(i));
    }
    ReservationSet set = new ReservationSet(tokens);
    long now = prepare(scope, amounts);
    Gate gate = scope.root().gate();
    int ticket = gate.enterShared();
    int refused;
    try {
      refused = take(tokens, now);
    } finally {
      gate.exitShared(ticket);
    }
    Denied denied = refused < 0 ? null : reserveAlone(scope, amounts, tokens);
    return denied == null ? set : Charging.refuse(denied);
  }

  /** A denial that needs no look at the ledgers: of a negative amount, or one that still holds. */
  private static @Nullable Denied known(Scope scope, Amounts amounts) {
    for (int i = 0; i < amounts.size(); i++) {
      Ledger own = scope.ledger(amounts.resource(i));
      if (amounts.amount(i) < 0) {
        return new Malformed(scope, own, amounts.amount(i));
      }
      Denied known = own.knownDenial(amounts);
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  /** Makes what is needed and reads the clock, once for all, if one line needs it. */
  private static long prepare(Scope scope, Amounts amounts) {
    long now = Charging.UNREAD;
    for (int i = 0; i < amounts.size(); i++) {
      Ledger own = scope.ledger(amounts.resource(i));
      own.makeHolders();
      long read = Charging.prepare(own);
      now = read == Charging.UNREAD ? now : read;
    }
    return now;
  }

  /** Takes all, or none; the place of the first that was refused, or -1. Inside the gate. */
  private static int take(Reservation[] tokens, long now) {
    int taken = 0;
    try {
      while (taken < tokens.length && add(tokens[taken], now) == null) {
        taken++;
      }
    } catch (Throwable e) {
      undo(tokens, taken);
      throw e;
    }
    if (taken < tokens.length) {
      undo(tokens, taken);
      return taken;
    }
    for (Reservation token : tokens) {
      Charging.granted(token);
    }
    return -1;
  }

  private static @Nullable Ledger add(Reservation token, long now) {
    return Charging.add(token.ledger(), token.amount(), Charging.WHOLE, now);
  }

  private static void undo(Reservation[] tokens, int taken) {
    for (int i = taken - 1; i >= 0; i--) {
      undo(tokens[i]);
    }
  }

  private static void undo(Reservation token) {
    Ledger[] line = token.ledger().line();
    Charging.undo(line, line.length, token.amount());
  }

  private static @Nullable Denied reserveAlone(Scope scope, Amounts amounts, Reservation[] tokens) {
    Refusal[] refusals = new Refusal[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      refusals[i] = new Refusal(scope.ledger(tokens[i].resource()));
    }
    boolean[] refused = new boolean[tokens.length];
    long read = prepare(scope, amounts);
    long now = read == Charging.UNREAD ? scope.root().clock().nanoTime() : read;
    Gate gate = scope.root().gate();
    gate.enterAlone();
    try {
      int first = 0;
      while (first < tokens.length && !settle(tokens[first], refusals[first], now)) {
        first++;
      }
      if (first == tokens.length && take(tokens, now) < 0) {
        return null;
      }
      for (int i = 0; i < tokens.length; i++) {
        refused[i] = i == first || (i > first && settle(tokens[i], refusals[i], now));
      }
    } finally {
      gate.exitAlone();
    }
    return denial(scope, amounts, refusals, refused);
  }

  /** Whether that part alone would be refused, with nothing lent out; then notes why. */
  private static boolean settle(Reservation token, Refusal refusal, long now) {
    while (refusal.mayBeLent()) {
      Ledger again = add(token, now);
      if (again == null) {
        undo(token);
        return false;
      }
      refusal.by(again);
    }
    refusal.settle(now);
    return true;
  }

  private static Denied denial(
      Scope scope, Amounts amounts, Refusal[] refusals, boolean[] refused) {
    Denied first = null;
    List<Denied> others = new ArrayList<>();
    Ledger own = scope.ledger(amounts.resource(0));
    for (int i = 0; i < refused.length; i++) {
      if (refused[i]) {
        Denied denied = refusals[i].denial(scope, amounts.amount(i));
        if (first != null) {
          others.add(denied);
        } else {
          first = denied;
          own = scope.ledger(amounts.resource(i));
        }
      }
    }
    if (first == null) {
      throw new IllegalStateException("nothing was refused of " + amounts);
    }
    first.ofSet(amounts, List.copyOf(others));
    own.remember(first);
    return first;
  }
}
