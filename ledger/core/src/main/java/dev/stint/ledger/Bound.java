package dev.stint.ledger;

/** A binding that is in force. Immutable. */
public final class Bound implements BindVerdict {
  private final Binding binding;
  private final ShrinkPlan plan;

  Bound(Binding binding, ShrinkPlan plan) {
    this.binding = binding;
    this.plan = plan;
  }

  /** The binding with the id of its audit record. */
  public Binding binding() {
    return binding;
  }

  /** What the ledger held above the new limit: more than 0 means overcommitted. */
  public long excess() {
    return plan.excess();
  }

  /** Who has been asked to give something back, and what nobody can give back. */
  public ShrinkPlan plan() {
    return plan;
  }
}
