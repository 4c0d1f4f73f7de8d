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
    put(scope, resource, limit);
    return shrink(scope.ledger(resource)).excess();
  }

  /**
   * Binds a limit under a version of a profile. An epoch older than the one in force at this scope
   * is refused, and the refusal is on record too; no ledger is made for it. A null limit with a
   * binding is an exemption from a limit here, which is on record as one.
   */
  public BindVerdict bind(Scope scope, Resource resource, @Nullable Limit limit, Binding binding) {
    LimitPlan plan = plan().epoch(scope, binding.epoch()).bind(scope, resource, limit, binding);
    Stale stale = plan.apply();
    return stale != null ? stale : plan.steps().get(0).bound();
  }

  /** Begins a plan for several ledgers; each has a record of its own. */
  public LimitPlan plan() {
    return new LimitPlan(this, 0);
  }

  /**
   * Begins a plan whose steps are on record already.
   *
   * @param record the sequence number of that record, from 1 on
   */
  public LimitPlan plan(long record) {
    if (record < 1) {
      throw new IllegalArgumentException("audit record [" + record + "] is none");
    }
    return new LimitPlan(this, record);
  }

  void check(Scope scope, Resource resource, @Nullable Limit limit) {
    if (scope.root() != root) {
      throw new IllegalArgumentException("scope [" + scope.path() + "] is of another graph");
    }
    if (limit != null && limit.windowNanos() != 0 && resource.kind() == ResourceKind.STOCK) {
      // It would come back twice: when the window ends, and when it is released.
      throw new IllegalArgumentException("stock [" + resource.label() + "] has no window");
    }
  }

  private void put(Scope scope, Resource resource, @Nullable Limit limit) {
    LimitStep step = new LimitStep(scope, resource, limit, null);
    long now = step.hasWindow() ? root.clock().nanoTime() : Charging.UNREAD;
    step.prepare(now);
    Gate gate = root.gate();
    gate.enterAlone();
    try {
      step.put(now);
    } finally {
      gate.exitAlone();
    }
  }

  Gate gate() {
    return root.gate();
  }

  /**
   * Audits that a newer epoch is in force.
   *
   * @param step what was to be done there first, or null when only the epoch was to change
   */
  Stale refused(Scope scope, @Nullable LimitStep step, long epoch) {
    long inForce = scope.boundEpoch();
    Resource resource = step == null ? Resource.HANDLES : step.resource();
    Binding wanted = step == null ? null : step.wanted();
    String facts = wanted == null ? "epoch [" + epoch + "]" : wanted.facts();
    audit(
        scope, resource, "refused: epoch [" + inForce + "] is in force, by " + name + ", " + facts);
    Ledger known = scope.existing(resource);
    Ledger ledger = known != null ? known : new Ledger(scope, resource);
    return new Stale(scope, ledger, 0, epoch, inForce);
  }

  ShrinkPlan shrink(Ledger ledger) {
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

  /** Audits one step of a plan before it is in force. */
  long audit(LimitStep step) {
    Binding by = step.wanted();
    String limit = step.limit() == null && by != null ? "exempt, by " + name : text(step.limit());
    String detail = by == null ? limit : limit + ", " + by.facts();
    return audit(step.scope(), step.resource(), detail);
  }

  /** The records of a plan have begun with that step: says that none of them came into force. */
  void noteUnbound(LimitStep first) {
    root.note(
        AuditKind.PROFILE_BOUND,
        first.scope(),
        first.resource().label(),
        "not bound, nor what follows it: the audit or the clock failed, by " + name);
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
