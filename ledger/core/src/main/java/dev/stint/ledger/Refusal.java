package dev.stint.ledger;

/**
 * A refusal that becomes final, and what was read at that instant. Made before the gate is entered
 * alone and filled there, because nothing is allocated inside.
 */
final class Refusal {
  private Ledger ledger;
  private boolean tried;
  private boolean closed;
  private boolean expired;
  private long used;
  private long mark;
  private long wanted;
  private @Nullable Limit limit;

  Refusal(Ledger first) {
    this.ledger = first;
  }

  /** Another ledger refused. */
  void by(Ledger next) {
    ledger = next;
  }

  /**
   * Whether one more attempt may be granted: the first one alone, and one after each time that
   * lanes were drained below the ledger that refused. Alone in the gate.
   */
  boolean mayBeLent() {
    boolean lent = ledger.laned() != 0;
    if (lent) {
      Subtree.drain(ledger);
    }
    boolean again = lent || !tried;
    tried = true;
    return again;
  }

  /** Notes what was asked of the ledger, when it is not what the requester asked for. */
  void wanted(long amount) {
    wanted = amount;
  }

  long wanted() {
    return wanted;
  }

  /**
   * Reads the numbers and marks the ledger. Alone in the gate.
   *
   * @param now when it was asked for
   */
  void settle(long now) {
    closed = ledger.closed() || ledger.scope().isClosing();
    expired = ledger.expiredAt(now);
    used = ledger.usedNow();
    limit = ledger.limit();
    mark = ledger.refuse();
  }

  /** The denial; called outside the gate. */
  Denied denial(Scope requester, long amount) {
    Denied denied = kind(requester, amount);
    denied.holdsFor(mark);
    return denied;
  }

  private Denied kind(Scope requester, long amount) {
    if (closed) {
      return new ScopeClosed(requester, ledger, amount);
    }
    if (ledger.quarantined()) {
      return new Quarantined(requester, ledger, amount, used, limit, 0);
    }
    if (expired) {
      long epoch = ledger.scope().epoch();
      return new Stale(requester, ledger, amount, epoch, epoch + 1);
    }
    long retry = ledger.retryAfterNanos(amount, requester.root().clock().nanoTime());
    if (ledger.scope().kind() == ScopeKind.SERVICE && ledger.scope() != requester) {
      return new Overloaded(requester, ledger, amount, used, limit, retry);
    }
    Limit bound = limit;
    DenialReason reason =
        bound != null && bound.windowNanos() > 0 ? DenialReason.RATE : DenialReason.LIMIT;
    return new OverLimit(reason, requester, ledger, amount, used, limit, retry);
  }
}
