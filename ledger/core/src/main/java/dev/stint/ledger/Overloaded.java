package dev.stint.ledger;

/** The base budget of a service is spent: the caller's own limits are untouched. */
public final class Overloaded extends Denied {
  Overloaded(
      Scope requester,
      Ledger ledger,
      long requested,
      long used,
      @Nullable Limit limit,
      long retryAfterNanos) {
    super(DenialReason.OVERLOADED, requester, ledger, requested, used, limit, retryAfterNanos);
  }

  @Override
  String what() {
    return "service overloaded";
  }

  @Override
  public String code() {
    return "STINT-K001";
  }
}
