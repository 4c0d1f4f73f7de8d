package dev.stint.ledger.net;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Scope;
import dev.stint.ledger.SetVerdict;

/**
 * What one inbound connection holds: {@code conns.in}, {@code conns.total} and, where it has one of
 * its own, a file descriptor; all of it or nothing. It is held in a span of the scope that pays, so
 * that it moves to another scope in one step. Not thread-safe: its connection guards it.
 */
final class Holding {
  private final boolean usesFd;
  private final Scope span;
  private Scope payer;

  Holding(Scope scope, boolean usesFd) {
    this.payer = scope;
    this.usesFd = usesFd;
    this.span = scope.span("connection");
  }

  Scope scope() {
    return payer;
  }

  /** Takes all; null when granted, else nothing is held. */
  @Nullable
  Denied take() {
    SetVerdict verdict = span.reserveAll(NetworkAmounts.connection(true, usesFd, 0));
    if (verdict instanceof Denied denied) {
      span.close();
      return denied;
    }
    verdict.setOrThrow().commit();
    return null;
  }

  /** Lets another scope pay; null when it does, else everything is as it was. */
  @Nullable
  Denied moveTo(Scope target) {
    Denied denied = span.rebind(target);
    if (denied == null) {
      payer = target;
    }
    return denied;
  }

  /** Gives back whatever is held; idempotent. */
  void giveBack() {
    span.close();
  }
}
