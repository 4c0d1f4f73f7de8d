package dev.stint.ledger;

/** A counter of the ledger was wrong: it admits nothing until it is rebuilt by a recount. */
public final class Quarantined extends Denied {
  Quarantined(
      Scope requester,
      Ledger ledger,
      long requested,
      long used,
      @Nullable Limit limit,
      long retryAfterNanos) {
    super(DenialReason.QUARANTINED, requester, ledger, requested, used, limit, retryAfterNanos);
  }

  @Override
  String what() {
    return "ledger in quarantine";
  }

  @Override
  public String code() {
    return "STINT-K004";
  }
}
