package dev.stint.ledger.donation;

import dev.stint.ledger.Owned;

/** Settles a donation when a scope closes that it cannot outlive. */
final class ScopeHook implements Owned {
  private final Pot pot;
  private final DonationEnd how;

  /** Set when the scope closed; read under the monitor of the tree. */
  private boolean closed;

  ScopeHook(Pot pot, DonationEnd how) {
    this.pot = pot;
    this.how = how;
  }

  DonationEnd how() {
    return how;
  }

  boolean closed() {
    return closed;
  }

  void markClosed() {
    closed = true;
  }

  @Override
  public void scopeCloses() {
    pot.scopeCloses(this);
  }
}
