package dev.stint.agent.principal;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.profiles.Bound;
import java.util.EnumMap;
import java.util.Map;

/**
 * What applying a profile did to one scope.
 *
 * @param before the limits of the scope itself until then
 */
public record Applied(Map<Resource, Limit> before, Bound bound) {
  /** The limits of a scope itself. */
  static Map<Resource, Limit> limitsOf(Scope scope) {
    Map<Resource, Limit> limits = new EnumMap<>(Resource.class);
    for (Ledger ledger : scope.ledgers()) {
      Limit limit = ledger.limit();
      if (limit != null) {
        limits.put(ledger.resource(), limit);
      }
    }
    return limits;
  }
}
