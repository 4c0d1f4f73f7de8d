package dev.stint.ledger;

/** It would pass a hard limit, for good or until credit of a window comes back. */
public final class OverLimit extends Denied {
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
