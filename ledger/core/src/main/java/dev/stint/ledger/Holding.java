package dev.stint.ledger;

/** One live reservation as it was when the list was made. Immutable. */
public final class Holding {
  private final String scope;
  private final String principal;
  private final Resource resource;
  private final long amount;
  private final int ageSeconds;
  private final boolean pending;

  Holding(Reservation token) {
    this.scope = token.scope().path();
    this.principal = token.scope().principalName();
    this.resource = token.resource();
    this.amount = token.amount();
    this.ageSeconds = token.ageSeconds();
    this.pending = token.isPending();
  }

  /** The path of the scope that holds it. */
  public String scope() {
    return scope;
  }

  public String principal() {
    return principal;
  }

  public Resource resource() {
    return resource;
  }

  /** In the unit of the resource. */
  public long amount() {
    return amount;
  }

  /** Whole seconds; see {@link Reservation#ageSeconds}. */
  public int ageSeconds() {
    return ageSeconds;
  }

  /** Whether it was neither committed nor rolled back yet. */
  public boolean pending() {
    return pending;
  }

  @Override
  public String toString() {
    return scope
        + " "
        + resource.label()
        + " "
        + resource.unit().format(amount)
        + (pending ? " pending " : " held ")
        + ageSeconds
        + " s";
  }
}
