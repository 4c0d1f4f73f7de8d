package dev.stint.ledger;

/**
 * Stands before a listener: an exception or error of it is counted and goes no further, because
 * what it hears of has happened already and the caller may be a guest.
 */
final class GuardedListener implements LedgerListener {
  private final LedgerListener guarded;
  private final Ledgers root;

  GuardedListener(LedgerListener guarded, Ledgers root) {
    this.guarded = guarded;
    this.root = root;
  }

  @Override
  public void denied(Denied denied) {
    try {
      guarded.denied(denied);
    } catch (Throwable e) {
      root.noticeFailed();
    }
  }

  @Override
  public void scopeOpened(Scope scope) {
    try {
      guarded.scopeOpened(scope);
    } catch (Throwable e) {
      root.noticeFailed();
    }
  }

  @Override
  public void scopeClosed(Scope scope) {
    try {
      guarded.scopeClosed(scope);
    } catch (Throwable e) {
      root.noticeFailed();
    }
  }
}
