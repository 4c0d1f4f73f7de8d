package dev.stint.ledger;

/**
 * An owner's table of what it holds by charges without a token, for a recount.
 *
 * <p>It is read while nothing else is under way in the graph: an implementation only reads its
 * table, takes no locks and calls no ledger. An owner that refunds while a recount is possible
 * takes a row out of its table after the refund, so that the count may come out too high and never
 * too low.
 */
public interface RawHoldings {
  /**
   * What that scope itself holds beside its reservations, at least 0, in the unit of the resource.
   * For a flow, what was spent here and below by scopes that have ended counts as held.
   */
  long held(Scope scope, Resource resource);
}
