package dev.stint.ledger;

/** What a recount found. Immutable; amounts in the unit of the resource. */
public final class Recount {
  private final Ledger ledger;
  private final long before;
  private final long after;
  private final boolean lifted;

  Recount(Ledger ledger, long before, long after, boolean lifted) {
    this.ledger = ledger;
    this.before = before;
    this.after = after;
    this.lifted = lifted;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** The wrong count; below zero when more was given back than was held. */
  public long before() {
    return before;
  }

  /** The count from now on. */
  public long after() {
    return after;
  }

  /** Whether the ledger admits again; false when it was closed or the holdings made no sense. */
  public boolean lifted() {
    return lifted;
  }
}
