package dev.stint.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The change of the parents of a scope: what it and those below it hold is charged to the ancestors
 * that are new, then given back to those that are left, alone in the gate; so nobody ever sees a
 * scope without a parent or a charge that no ancestor knows. A refusal leaves everything as it was.
 */
final class Rebind {
  /** How often a plan is made outside the gate before it is made inside; it always ends then. */
  private static final int TRIES = 32;

  private static final int CHANGED = 0;
  private static final int MOVED = 1;
  private static final int REFUSED = 2;

  private final Scope scope;
  private final Scope[] after;
  private final Refusal refusal;
  private @Nullable Scope closing;

  private Rebind(Scope scope, Scope[] after) {
    this.scope = scope;
    this.after = after;
    this.refusal = new Refusal(scope.root().system().ledger(Resource.HANDLES));
  }

  static @Nullable Denied rebind(Scope scope, Scope[] parents) {
    Scope[] after = check(scope, parents);
    Ledgers root = scope.root();
    root.beginMove();
    Denied denied;
    try {
      denied = new Rebind(scope, after).move();
    } finally {
      root.endMove();
    }
    root.reportFaults();
    return denied == null ? null : Charging.refuse(denied);
  }

  private static Scope[] check(Scope scope, Scope[] parents) {
    if (scope.parent() == null) {
      throw new IllegalStateException("the system scope cannot be rebound");
    }
    if (parents.length == 0) {
      throw new IllegalArgumentException("scope [" + scope.path() + "] needs a parent");
    }
    Set<Scope> distinct = new LinkedHashSet<>();
    for (Scope parent : parents) {
      if (parent.root() != scope.root()) {
        throw new IllegalArgumentException("scope [" + parent.path() + "] is of another graph");
      }
      distinct.add(parent);
    }
    return distinct.toArray(Scope.NONE);
  }

  private @Nullable Denied move() {
    for (Scope parent : after) {
      if (parent.isWithin(scope)) {
        throw new IllegalArgumentException(
            "scope [" + scope.path() + "] cannot move below itself, to [" + parent.path() + "]");
      }
    }
    Scope[] before = scope.parents();
    Deadline deadline = scope.deadline();
    boolean renamed = before[0] != after[0] && scope.kind() != ScopeKind.SPAN;
    Scope holder = renamed ? after[0].below().hold(scope) : null;
    boolean done = false;
    try {
      done = tryAll() == MOVED;
    } finally {
      if (holder != null) {
        after[0].below().release(scope, holder, done);
      }
    }
    if (!done) {
      return denial();
    }
    if (renamed) {
      before[0].below().forget(scope);
    }
    Staying.settle(scope, deadline);
    return null;
  }

  private int tryAll() {
    Gate gate = scope.root().gate();
    for (int tries = 0; ; tries++) {
      boolean inside = tries >= TRIES;
      Move plan = inside ? null : new Move(scope, after);
      long now = scope.root().clock().nanoTime();
      gate.enterAlone();
      try {
        int outcome = run(plan == null ? new Move(scope, after) : plan, now);
        if (outcome != CHANGED) {
          return outcome;
        }
      } finally {
        gate.exitAlone();
      }
    }
  }

  private int run(Move plan, long now) {
    closing = plan.closing();
    if (closing != null) {
      return REFUSED;
    }
    if (!plan.holds()) {
      return CHANGED;
    }
    Ledger refused = plan.drain();
    if (refused == null) {
      refused = plan.charge(refusal, now);
      while (refused != null && refused.laned() != 0) {
        Subtree.drain(refused);
        refused = plan.charge(refusal, now);
      }
    }
    if (refused != null) {
      refusal.by(refused);
      refusal.settle(now);
      return REFUSED;
    }
    plan.finish();
    return MOVED;
  }

  private Denied denial() {
    Scope ended = closing;
    if (ended == null) {
      // Whoever would have paid from now on was refused, not who pays now.
      return refusal.denial(after[0], refusal.wanted());
    }
    // A move is of no resource in particular; a denial names one.
    List<Ledger> present = scope.ledgers();
    Resource named = present.isEmpty() ? Resource.HANDLES : present.get(0).resource();
    return new ScopeClosed(scope, ended.ledger(named), 0);
  }
}
