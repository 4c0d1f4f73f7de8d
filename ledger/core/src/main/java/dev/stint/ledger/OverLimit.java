package dev.stint.ledger;

/** It would pass a hard limit, for good or until credit of a window comes back. */
public final class OverLimit extends Denied {
  /**
   * A denial by a bound that is no ledger of its own, such as the size of a table.
   *
   * @param limit the bound and where it was configured
   */
  public OverLimit(Scope requester, Resource resource, long requested, long used, Limit limit) {
    this(DenialReason.LIMIT, requester, requester.ledger(resource), requested, used, limit, -1);
  }

  OverLimit(
      DenialReason reason,
      Scope requester,
      Ledger ledger,
      long requested,
      long used,
      @Nullable Limit limit,
      long retryAfterNanos) {
    super(reason, requester, ledger, requested, used, limit, retryAfterNanos);
  }

  @Override
  String what() {
    return "exceeded limit";
  }
}
