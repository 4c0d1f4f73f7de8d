package dev.stint.ledger;

/** A handle that may not be handed on: it stays where it is, and nothing has changed. */
public final class NotTransferable extends Denied {
  /**
   * @param requester the scope whose table holds the handle
   */
  public NotTransferable(Scope requester) {
    super(
        DenialReason.TRANSFER,
        requester,
        requester.ledger(Resource.HANDLES),
        1,
        requester.ledger(Resource.HANDLES).usedNow(),
        requester.ledger(Resource.HANDLES).limit(),
        0);
  }

  @Override
  String what() {
    return "handle not transferable";
  }

  @Override
  public String code() {
    return "STINT-K005";
  }
}
