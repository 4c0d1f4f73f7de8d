package dev.stint.ledger;

/** The request itself makes no sense: its amount is negative. */
public final class Malformed extends Denied {
  Malformed(Scope requester, Ledger ledger, long requested) {
    super(DenialReason.INVALID, requester, ledger, requested, 0, ledger.limit(), 0);
  }

  /** The denial of a negative amount. */
  public static Malformed of(Scope requester, Resource resource, long requested) {
    return new Malformed(requester, requester.ledger(resource), requested);
  }

  @Override
  String what() {
    return "amount not positive";
  }
}
