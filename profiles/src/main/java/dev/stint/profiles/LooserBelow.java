package dev.stint.profiles;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ledgers below a scope whose own limit promises more than that scope admits. They break
 * nothing, since all ancestors apply at a charge, but they mislead whoever reads them.
 *
 * @param first the first of them, at most {@link #SHOWN}, those nearer to the scope first
 * @param count how many there are
 */
public record LooserBelow(List<Ledger> first, long count) {
  /** So many are named. */
  public static final int SHOWN = 100;

  static final LooserBelow NONE = new LooserBelow(List.of(), 0);

  public LooserBelow {
    first = List.copyOf(first);
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Looks at everything below that scope: O(scopes below). */
  static LooserBelow of(Scope scope, Map<Resource, Limit> limits) {
    if (limits.isEmpty()) {
      return NONE;
    }
    List<Ledger> found = new ArrayList<>();
    long count = 0;
    Set<Scope> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Scope> open = new ArrayDeque<>(scope.children());
    for (Scope next = open.poll(); next != null; next = open.poll()) {
      if (!seen.add(next)) {
        continue;
      }
      for (Ledger ledger : next.ledgers()) {
        if (isLooser(ledger, limits)) {
          count++;
          if (found.size() < SHOWN) {
            found.add(ledger);
          }
        }
      }
      open.addAll(next.children());
    }
    return new LooserBelow(found, count);
  }

  private static boolean isLooser(Ledger ledger, Map<Resource, Limit> limits) {
    Limit own = ledger.limit();
    Limit above = limits.get(ledger.resource());
    return own != null && above != null && ParentCheck.isAbove(own, above);
  }
}
