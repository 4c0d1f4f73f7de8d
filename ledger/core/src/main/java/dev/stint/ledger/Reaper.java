package dev.stint.ledger;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes what nobody needs any more: scopes whose deadline is past, and scopes that were made
 * through {@link Scope#use} and were idle in two sweeps in a row. Somebody calls {@link #sweep} now
 * and then; nothing happens by itself.
 *
 * <p>A scope is idle when nobody uses it, no scope is below it, it owns nothing and none of its
 * ledgers, over all resources, holds a stock, has a reservation, a limit or a wrong count. A ledger
 * with a limit is never idle: it would begin anew with a full budget.
 */
public final class Reaper {
  private static final int SHOWN = 10;

  private final Ledgers root;
  private final Set<Scope> candidates = ConcurrentHashMap.newKeySet();

  Reaper(Ledgers root) {
    this.root = root;
  }

  void add(Scope scope) {
    candidates.add(scope);
  }

  void remove(Scope scope) {
    candidates.remove(scope);
  }

  /** Closes what is due and says what it did. Sweeps come one after the other. */
  public synchronized Sweep sweep() {
    root.moveSeconds();
    int expired = 0;
    for (Deadline deadline : root.deadlines().past(root.clock().nanoTime())) {
      if (Closing.closeWhen(deadline.scope(), new Past(deadline))) {
        expired++;
      } else if (deadline.scope().deadline() != deadline) {
        root.deadlines().remove(deadline);
      }
    }
    int idle = 0;
    for (Scope scope : candidates) {
      Pins pins = scope.pins();
      if (pins != null && pins.idleAgain(looksIdle(scope, pins))) {
        idle += Closing.closeWhen(scope, new Idle(scope, pins)) ? 1 : 0;
      }
    }
    return new Sweep(idle, expired, root.holders(null, SHOWN));
  }

  private static boolean looksIdle(Scope scope, Pins pins) {
    if (!pins.free() || scope.firstEdge() != null || scope.ownsSomething()) {
      return false;
    }
    if (scope.deadline() != null) {
      return false;
    }
    for (int code = 1; code <= Resource.count(); code++) {
      Ledger ledger = scope.existing(code);
      if (ledger != null && !isIdle(ledger)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIdle(Ledger ledger) {
    if (ledger.limit() != null || ledger.pendingHere() != 0 || ledger.quarantined()) {
      return false;
    }
    return ledger.resource().kind() == ResourceKind.FLOW
        || ledger.usedNow() == Subtree.credit(ledger);
  }

  /** That nobody took the deadline away meanwhile, for example by a rebind. */
  private static final class Past implements Closing.Condition {
    private final Deadline deadline;

    Past(Deadline deadline) {
      this.deadline = deadline;
    }

    @Override
    public boolean holds() {
      return deadline.scope().deadline() == deadline;
    }
  }

  private static final class Idle implements Closing.Condition {
    private final Scope scope;
    private final Pins pins;

    Idle(Scope scope, Pins pins) {
      this.scope = scope;
      this.pins = pins;
    }

    @Override
    public boolean holds() {
      return looksIdle(scope, pins);
    }
  }
}
