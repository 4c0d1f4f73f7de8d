package dev.stint.ledger.net;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Verdict;

/**
 * What one inbound connection holds in one scope: {@code conns.in}, {@code conns.total} and, where
 * it has one of its own, a file descriptor; all of it or nothing. Not thread-safe: its connection
 * guards it.
 */
final class Holding {
  private static final Resource[] WITH_FD = {
    Resource.CONNS_IN, Resource.CONNS_TOTAL, Resource.FDS
  };
  private static final Resource[] WITHOUT_FD = {Resource.CONNS_IN, Resource.CONNS_TOTAL};

  private final Scope scope;
  private final boolean usesFd;
  private final @Nullable Reservation[] held;

  Holding(Scope scope, boolean usesFd) {
    this.scope = scope;
    this.usesFd = usesFd;
    this.held = new Reservation[(usesFd ? WITH_FD : WITHOUT_FD).length];
  }

  Scope scope() {
    return scope;
  }

  boolean usesFd() {
    return usesFd;
  }

  /** Takes all; null when granted, else nothing is held. Called once. */
  @Nullable Denied take() {
    Resource[] wanted = usesFd ? WITH_FD : WITHOUT_FD;
    for (int i = 0; i < wanted.length; i++) {
      Verdict verdict = scope.reserve(wanted[i], 1);
      if (verdict instanceof Denied denied) {
        giveBack();
        return denied;
      }
      held[i] = verdict.orThrow();
    }
    for (Reservation each : held) {
      if (each != null) {
        each.commit();
      }
    }
    return null;
  }

  /** Gives back whatever is held; idempotent. */
  void giveBack() {
    for (int i = 0; i < held.length; i++) {
      Reservation each = held[i];
      if (each != null) {
        held[i] = null;
        each.close();
      }
    }
  }
}
