package dev.stint.bench;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;

/** A scope graph for measuring: every ledger of a line has a limit of its own. */
final class Graph {
  /** So far away that no run comes near it. */
  static final Limit FAR = Limit.hard(Long.MAX_VALUE / 2);

  private static final ScopeKind[] BELOW_PRINCIPAL = {
    ScopeKind.SESSION, ScopeKind.CONNECTION, ScopeKind.INVOCATION, ScopeKind.INVOCATION
  };

  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(16));

  /**
   * The deepest scope of a chain: system, principal, session and so on down to {@code depth}. The
   * system scope gets {@link #FAR} in the form of {@code limit}, all others {@code limit} itself.
   */
  Scope chain(String principal, int depth, Resource resource, Limit limit) {
    long window = limit.windowNanos();
    bind(ledgers.system(), resource, window == 0 ? FAR : FAR.perWindow(window));
    Scope scope = ledgers.principal(principal);
    bind(scope, resource, limit);
    for (int level = 2; level < depth; level++) {
      scope = scope.child(BELOW_PRINCIPAL[level - 2], "d" + level);
      bind(scope, resource, limit);
    }
    return scope;
  }

  /** The same with the limit full, so that every further charge is denied. */
  Scope full(String principal, int depth, Resource resource) {
    Scope scope = chain(principal, depth, resource, Limit.hard(1));
    if (scope.charge(resource, 1) != null) {
      throw new IllegalStateException("the first charge must fit [" + scope.path() + "]");
    }
    return scope;
  }

  void bind(Scope scope, Resource resource, Limit limit) {
    ledgers.binder("bench").bind(scope, resource, limit);
  }

  Ledgers ledgers() {
    return ledgers;
  }
}
