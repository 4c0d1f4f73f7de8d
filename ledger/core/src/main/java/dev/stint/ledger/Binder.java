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
   * precedes the first use. Raising works at once; lowering below use revokes nothing, and asks the
   * reclaimable holders.
   *
   * @return what the ledger holds above the new limit: more than 0 means overcommitted
   */
  public long bind(Scope scope, Resource resource, @Nullable Limit limit) {
    check(scope, resource, limit);
    audit(scope, resource, text(limit));
    put(scope, resource, limit, null);
    return shrink(scope.ledger(resource)).excess();
  }

  /**
   * Binds a limit under a version of a profile. An epoch older than the one in force at this scope
   * is refused, and the refusal is on record too; no ledger is made for it.
   */
  public BindVerdict bind(Scope scope, Resource resource, @Nullable Limit limit, Binding binding) {
    check(scope, resource, limit);
    if (binding.epoch() < scope.boundEpoch()) {
      return refused(scope, resource, binding);
    }
    long id = audit(scope, resource, text(limit) + ", " + binding.facts());
    Binding audited = binding.audited(id);
    if (!put(scope, resource, limit, audited)) {
      return refused(scope, resource, binding);
    }
    return new Bound(audited, shrink(scope.ledger(resource)));
  }

  private void check(Scope scope, Resource resource, @Nullable Limit limit) {
    if (scope.root() != root) {
      throw new IllegalArgumentException("scope [" + scope.path() + "] is of another graph");
    }
    if (limit != null && limit.windowNanos() != 0 && resource.kind() == ResourceKind.STOCK) {
      // It would come back twice: when the window ends, and when it is released.
      throw new IllegalArgumentException("stock [" + resource.label() + "] has no window");
    }
  }

  /** False, and nothing is changed, when a newer epoch came first. */
  private boolean put(
      Scope scope, Resource resource, @Nullable Limit limit, @Nullable Binding binding) {
    Ledger ledger = scope.ledger(resource);
    long windowNanos = limit == null ? 0 : limit.windowNanos();
    long now = windowNanos == 0 ? Charging.UNREAD : root.clock().nanoTime();
    Window fresh = windowNanos == 0 ? null : new Window(windowNanos, now);
    Gate gate = root.gate();
    gate.enterAlone();
    try {
      if (binding != null) {
        if (binding.epoch() < scope.boundEpoch()) {
          return false;
        }
        scope.boundEpoch(binding.epoch());
      }
      if (fresh != null) {
        ledger.advance(now);
      }
      ledger.bind(limit, fresh, binding);
      return true;
    } finally {
      gate.exitAlone();
    }
  }

  private BindVerdict refused(Scope scope, Resource resource, Binding binding) {
    long inForce = scope.boundEpoch();
    audit(
        scope,
        resource,
        "refused: epoch [" + inForce + "] is in force, by " + name + ", " + binding.facts());
    Ledger known = scope.existing(resource);
    Ledger ledger = known != null ? known : new Ledger(scope, resource);
    return new Stale(scope, ledger, 0, binding.epoch(), inForce);
  }

  private ShrinkPlan shrink(Ledger ledger) {
    ShrinkPlan plan = ShrinkPlan.afterBind(ledger).ask();
    if (plan.excess() > 0) {
      root.note(
          AuditKind.PROFILE_BOUND,
          ledger.scope(),
          ledger.resource().label(),
          "overcommitted: used ["
              + plan.used()
              + "], above limit ["
              + plan.excess()
              + "], reclaimable ["
              + plan.reclaimable()
              + "], unreclaimable ["
              + plan.unreclaimable()
              + "]");
    }
    return plan;
  }

  private long audit(Scope scope, Resource resource, String detail) {
    return root.audit().append(AuditKind.PROFILE_BOUND, scope.path(), resource.label(), detail);
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
