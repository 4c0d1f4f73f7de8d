package dev.stint.ledger.net;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;

/**
 * Moves what a connection holds to another scope: takes it there, then gives it back here, so that
 * no limit is passed meanwhile.
 *
 * <p>An ancestor of both counts it twice for a moment. When just that is what refuses, it is given
 * back first; who comes in between may then take the place, and the move is denied. Moving tokens
 * inside the ledgers would need neither.
 */
final class ScopeMove {
  private final Holding from;
  private final Holding to;
  private @Nullable Denied denied;

  private ScopeMove(Holding from, Scope target) {
    this.from = from;
    this.to = new Holding(target, from.usesFd());
  }

  /** After a denial nothing is held in the target, and perhaps nothing in the old scope. */
  static ScopeMove of(Holding from, Scope target) {
    ScopeMove move = new ScopeMove(from, target);
    move.run();
    return move;
  }

  private void run() {
    denied = to.take();
    if (denied != null && isAbove(from.scope(), denied.ledger().scope())) {
      from.giveBack();
      denied = to.take();
    }
    if (denied == null) {
      from.giveBack();
    }
  }

  private static boolean isAbove(Scope scope, Scope ancestor) {
    for (Scope each = scope; each != null; each = each.parent()) {
      if (each == ancestor) {
        return true;
      }
    }
    return false;
  }

  /** Why it was not moved; null when it was. */
  @Nullable
  Denied denied() {
    return denied;
  }

  /** What is held in the target. */
  Holding moved() {
    return to;
  }
}
