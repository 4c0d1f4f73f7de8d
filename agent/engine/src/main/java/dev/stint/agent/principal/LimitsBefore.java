package dev.stint.agent.principal;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.profiles.Broker;
import dev.stint.profiles.ProfileException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The limits of scopes until something changes them, so that they can be put back. For one use. */
final class LimitsBefore {
  private final Map<Scope, Map<Resource, Limit>> limits = new LinkedHashMap<>();

  /** Remembers the limits of one more scope. */
  Map<Resource, Limit> of(Scope scope) {
    Map<Resource, Limit> found =
        limits.computeIfAbsent(scope, key -> new EnumMap<>(Resource.class));
    for (Ledger ledger : scope.ledgers()) {
      Limit limit = ledger.limit();
      if (limit != null) {
        found.put(ledger.resource(), limit);
      }
    }
    return found;
  }

  /**
   * Puts back what is another limit now, by the broker that changed it and parents first; what
   * cannot be put back is told to the cause.
   */
  void restore(Broker broker, Throwable cause) {
    limits.forEach((scope, before) -> restore(broker, scope, before, cause));
  }

  private static void restore(
      Broker broker, Scope scope, Map<Resource, Limit> before, Throwable cause) {
    for (Ledger ledger : scope.ledgers()) {
      Limit old = before.get(ledger.resource());
      if (ledger.limit() != old) {
        try {
          broker.change(scope, ledger.resource(), old);
        } catch (ProfileException | RuntimeException e) {
          cause.addSuppressed(e);
        }
      }
    }
  }
}
