package dev.stint.ledger.net;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.ReservationSet;
import dev.stint.ledger.Scope;
import dev.stint.ledger.SetVerdict;

/**
 * What one inbound connection holds in one scope: {@code conns.in}, {@code conns.total} and, where
 * it has one of its own, a file descriptor; all of it or nothing. Not thread-safe: its connection
 * guards it.
 */
final class Holding {
  private final Scope scope;
  private final boolean usesFd;
  private @Nullable ReservationSet held;

  Holding(Scope scope, boolean usesFd) {
    this.scope = scope;
    this.usesFd = usesFd;
  }

  Scope scope() {
    return scope;
  }

  boolean usesFd() {
    return usesFd;
  }

  /** Takes all; null when granted, else nothing is held. */
  @Nullable
  Denied take() {
    SetVerdict verdict = scope.reserveAll(NetworkAmounts.connection(true, usesFd, 0));
    if (verdict instanceof Denied denied) {
      return denied;
    }
    ReservationSet set = verdict.setOrThrow();
    set.commit();
    held = set;
    return null;
  }

  /** Gives back whatever is held; idempotent. */
  void giveBack() {
    ReservationSet set = held;
    held = null;
    if (set != null) {
      set.close();
    }
  }
}
