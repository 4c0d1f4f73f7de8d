package dev.stint.ledger;

/**
 * A donation does not cover the request: it is spent, past its deadline or settled. Neither the
 * service nor another budget of the donor pays instead.
 */
public final class DonationExhausted extends Denied {
  private final long donated;

  /**
   * @param requester the donor's scope, which pays
   * @param donated what the donation was made for, in the unit of the resource
   * @param spent what of it is spent or handed on
   */
  public DonationExhausted(
      Scope requester, Resource resource, long requested, long donated, long spent) {
    super(
        DenialReason.DONATION,
        requester,
        requester.ledger(resource),
        requested,
        spent,
        requester.ledger(resource).limit(),
        0);
    this.donated = donated;
  }

  /** What the donation was made for. */
  public long donated() {
    return donated;
  }

  @Override
  String what() {
    return "donation exhausted";
  }

  @Override
  String more() {
    return ", donated [" + resource().unit().format(donated) + "]";
  }

  @Override
  public String code() {
    return "STINT-K002";
  }
}
