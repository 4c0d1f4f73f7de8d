package dev.stint.ledger.jfr;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Scope;

/**
 * Writes {@code stint.ProfileBound} for what is bound already: a recording that starts later, or in
 * a JVM whose agent starts before its recorder, has missed the binding itself.
 */
final class Bindings {
  private Bindings() {}

  static void write(Scope scope) {
    int limits = 0;
    String origin = "";
    for (Ledger ledger : scope.ledgers()) {
      Limit limit = ledger.limit();
      if (limit != null) {
        limits++;
        origin = limit.origin();
      }
    }
    if (limits > 0) {
      commit(scope, origin, limits);
    }
    for (Scope child : scope.children()) {
      write(child);
    }
  }

  private static void commit(Scope scope, String origin, int limits) {
    ProfileBoundEvent event = new ProfileBoundEvent();
    int line = origin.indexOf(':');
    event.scope = scope.path();
    event.profile = line < 0 ? origin : origin.substring(0, line);
    event.origin = origin;
    event.limits = limits;
    event.commit();
  }
}
