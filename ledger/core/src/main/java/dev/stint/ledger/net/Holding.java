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

  /** Takes all; null when granted, else, and when a listener throws, nothing is held. */
  @Nullable
  Denied take() {
    boolean granted = false;
    try {
      Denied denied = reserveAll();
      granted = denied == null;
      return denied;
    } finally {
      if (!granted) {
        giveBack();
      }
    }
  }

  private @Nullable Denied reserveAll() {
    for (Resource resource : usesFd ? WITH_FD : WITHOUT_FD) {
      Verdict verdict = scope.reserve(resource, 1);
      if (verdict instanceof Denied denied) {
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
