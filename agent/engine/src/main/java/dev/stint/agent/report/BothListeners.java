package dev.stint.agent.report;

import dev.stint.ledger.Denied;
import dev.stint.ledger.LedgerListener;
import dev.stint.ledger.Scope;

/** Two listeners in the place of one. */
public record BothListeners(LedgerListener first, LedgerListener second) implements LedgerListener {
  @Override
  public void denied(Denied denied) {
    first.denied(denied);
    second.denied(denied);
  }

  @Override
  public void scopeOpened(Scope scope) {
    first.scopeOpened(scope);
    second.scopeOpened(scope);
  }

  @Override
  public void scopeClosed(Scope scope) {
    first.scopeClosed(scope);
    second.scopeClosed(scope);
  }
}
