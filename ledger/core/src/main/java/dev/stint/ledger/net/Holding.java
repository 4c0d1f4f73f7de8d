package dev.stint.ledger.net;

import dev.stint.ledger.Denied;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What one inbound connection holds in one scope: {@code conns.in}, {@code conns.total} and, where
 * it has one of its own, a file descriptor; all of it or nothing. Not thread-safe: its connection
 * guards it.
 */
final class Holding {
  private static final Resource[] WITH_FD = {Resource.CONNS_IN, Resource.CONNS_TOTAL, Resource.FDS};
  private static final Resource[] WITHOUT_FD = {Resource.CONNS_IN, Resource.CONNS_TOTAL};

  private final Scope scope;
  private final boolean usesFd;
  private final List<Reservation> held = new ArrayList<>(WITH_FD.length);

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
    for (Resource resource : usesFd ? WITH_FD : WITHOUT_FD) {
      Verdict verdict = scope.reserve(resource, 1);
      if (verdict instanceof Denied denied) {
        giveBack();
        return denied;
      }
      held.add(verdict.orThrow());
    }
    for (Reservation each : held) {
      each.commit();
    }
    return null;
  }

  /** Gives back whatever is held; idempotent. */
  void giveBack() {
    for (Reservation each : held) {
      each.close();
    }
    held.clear();
  }
}
