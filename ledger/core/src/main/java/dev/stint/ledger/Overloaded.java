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

  /** The denial of a caller for what the service itself was denied. */
  public static Overloaded of(Scope caller, Denied refused) {
    Ledger ledger = refused.ledger();
    return new Overloaded(
        caller,
        ledger,
        refused.requested(),
        refused.used(),
        ledger.limit(),
        refused.retryAfterNanos());
  }

  /** The denial of a caller for what a table of the service has no place for. */
  public static Overloaded of(Scope caller, Ledger at, long requested, long used, Limit places) {
    return new Overloaded(caller, at, requested, used, places, -1);
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
