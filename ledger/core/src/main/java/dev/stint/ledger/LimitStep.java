package dev.stint.ledger;

/**
 * What a {@link LimitPlan} does to one ledger, and what came of it. Mutable until the plan has been
 * applied; its plan guards it.
 */
public final class LimitStep {
  private final Scope scope;
  private final Resource resource;
  private final @Nullable Limit limit;
  private final @Nullable Binding wanted;
  private @Nullable Binding audited;
  private @Nullable Window fresh;
  private @Nullable ShrinkPlan shrink;

  LimitStep(Scope scope, Resource resource, @Nullable Limit limit, @Nullable Binding wanted) {
    this.scope = scope;
    this.resource = resource;
    this.limit = limit;
    this.wanted = wanted;
  }

  public Scope scope() {
    return scope;
  }

  public Resource resource() {
    return resource;
  }

  /** The limit; null where nothing but the ancestors bounds the ledger. */
  public @Nullable Limit limit() {
    return limit;
  }

  /** The binding that is in force with the id of its record; null before, and for none. */
  public @Nullable Binding binding() {
    return audited;
  }

  /** What the ledger held above the limit when it came into force: more than 0: overcommitted. */
  public long excess() {
    ShrinkPlan plan = shrink;
    return plan == null ? 0 : plan.excess();
  }

  /** What holders that had offered it were asked to give back of that. */
  public long reclaimable() {
    ShrinkPlan plan = shrink;
    return plan == null ? 0 : Math.min(plan.excess(), plan.reclaimable());
  }

  @Nullable
  Binding wanted() {
    return wanted;
  }

  void audited(long id, String path) {
    Binding by = wanted;
    audited = by == null ? null : by.audited(id, path, resource, limit);
  }

  boolean hasWindow() {
    return limit != null && limit.windowNanos() != 0;
  }

  /** Makes what the gate needs, so that nothing is allocated inside. */
  void prepare(long now) {
    Limit bound = limit;
    if (bound != null && bound.windowNanos() != 0) {
      fresh = new Window(bound.windowNanos(), now);
    }
    scope.ledger(resource);
  }

  /** Alone in the gate. */
  void put(long now) {
    Ledger ledger = scope.ledger(resource);
    if (fresh != null) {
      ledger.advance(now);
    }
    ledger.bind(limit, fresh, audited);
  }

  void shrunk(ShrinkPlan plan) {
    shrink = plan;
  }

  /** What a plan of this step alone did. */
  Bound bound() {
    Binding by = audited;
    ShrinkPlan plan = shrink;
    if (by == null || plan == null) {
      throw new IllegalStateException("step of [" + resource.label() + "] was not applied");
    }
    return new Bound(by, plan);
  }
}
