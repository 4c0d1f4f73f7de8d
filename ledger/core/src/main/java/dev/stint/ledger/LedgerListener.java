package dev.stint.ledger;

/**
 * Hears what happens to scopes. Called outside the gate, on the thread that caused it, possibly
 * from woven JDK code: an implementation is short, takes no locks and never throws. What it throws
 * all the same is counted in {@link Ledgers#failedNotices} and goes no further.
 */
public interface LedgerListener {
  /** A charge was refused. Called for every denial; the listener throttles. */
  default void denied(Denied denied) {}

  default void scopeOpened(Scope scope) {}

  default void scopeClosed(Scope scope) {}
}
