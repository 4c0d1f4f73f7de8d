package dev.stint.ledger;

/**
 * Sets limits: the only way to change what a ledger admits. Obtained from {@link Ledgers#binder},
 * and kept by the one who reads the policy.
 */
public final class Binder {
  private final Ledgers root;
  private final String name;

  Binder(Ledgers root, String name) {
    this.root = root;
    this.name = name;
  }

  /**
   * Binds a limit; null removes it, so that only the ancestors bound the ledger. The audit record
   * precedes the first use: an audit that throws leaves the limit as it was, and a record may stand
   * for a bind that failed after it, never the other way round. Raising works at once; lowering
   * below use revokes nothing.
   *
   * @return what the ledger holds above the new limit: more than 0 means overcommitted
   */
  public long bind(Scope scope, Resource resource, @Nullable Limit limit) {
    if (scope.root() != root) {
      throw new IllegalArgumentException("scope [" + scope.path() + "] is of another graph");
    }
    long windowNanos = limit == null ? 0 : limit.windowNanos();
    if (windowNanos != 0 && resource.kind() == ResourceKind.STOCK) {
      // It would come back twice: when the window ends, and when it is released.
      throw new IllegalArgumentException("stock [" + resource.label() + "] has no window");
    }
    root.audit().append(AuditKind.PROFILE_BOUND, scope.path(), resource.label(), text(limit));
    Ledger ledger = scope.ledger(resource);
    long now = windowNanos == 0 ? 0 : root.clock().nanoTime();
    Window fresh = windowNanos == 0 ? null : new Window(windowNanos, now);
    Gate gate = root.gate();
    gate.enterAlone();
    try {
      if (fresh != null) {
        ledger.advance(now);
      }
      return ledger.bind(limit, fresh);
    } finally {
      gate.exitAlone();
    }
  }

  private String text(@Nullable Limit limit) {
    if (limit == null) {
      return "inherits, by " + name;
    }
    return "hard "
        + limit.hard()
        + ", burst "
        + limit.burst()
        + ", window "
        + limit.windowNanos()
        + ", "
        + limit.admission()
        + ", from "
        + limit.origin()
        + ", by "
        + name;
  }
}
