package dev.stint.metrics;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sums successive snapshots by scope class, principal and resource. Not thread-safe.
 *
 * <p>Only scopes down to principals count: what sessions, connections and invocations use is in
 * their principal already. At most {@value #MOST_PRINCIPALS} principals have rows of their own, as
 * long as they live. Where several scopes share a row, what a closed one counted stays, so that
 * counters do not fall.
 */
final class Rows {
  static final int MOST_PRINCIPALS = 100;
  static final String OTHER = "_other";

  /** The principal of scopes that are above all principals. */
  static final String NONE = "-";

  private record Seen(RowKey key, Row row) {}

  private final Set<String> named = new HashSet<>();
  private final Set<String> others = new HashSet<>();
  private final Map<RowKey, Row> closed = new HashMap<>();
  private Map<String, Seen> last = new HashMap<>();

  Map<RowKey, Row> update(Snapshot snapshot) {
    name(snapshot);
    Map<RowKey, Row> rows = new HashMap<>();
    Map<String, Seen> seen = new HashMap<>();
    for (Snapshot.ScopeView scope : snapshot.scopes()) {
      if (scope.kind().compareTo(ScopeKind.PRINCIPAL) <= 0) {
        for (Snapshot.LedgerView ledger : scope.ledgers()) {
          RowKey key = new RowKey(scope.kind(), label(scope), ledger.resource());
          Row row = Row.of(ledger);
          rows.merge(key, row, Row::plus);
          seen.put(ledger.resource().code() + " " + scope.path(), new Seen(key, row));
        }
      }
    }
    last.forEach((id, before) -> keepIfClosed(before, seen.get(id)));
    last = seen;
    closed.forEach((key, row) -> rows.merge(key, row, Row::plus));
    return rows;
  }

  private void name(Snapshot snapshot) {
    Set<String> alive = new HashSet<>();
    for (Snapshot.ScopeView scope : snapshot.scopes()) {
      if (scope.kind() == ScopeKind.PRINCIPAL) {
        alive.add(scope.name());
      }
    }
    named.retainAll(alive);
    others.retainAll(alive);
    for (String name : alive) {
      if (named.size() < MOST_PRINCIPALS && !others.contains(name)) {
        named.add(name);
      } else if (!named.contains(name)) {
        others.add(name);
      }
    }
  }

  private String label(Snapshot.ScopeView scope) {
    if (scope.kind() != ScopeKind.PRINCIPAL) {
      return NONE;
    }
    return named.contains(scope.name()) ? scope.name() : OTHER;
  }

  private void keepIfClosed(Seen before, @Nullable Seen now) {
    String principal = before.key().principal();
    boolean shared = principal.equals(OTHER) || principal.equals(NONE);
    boolean gone = now == null || now.row().beganAgainAfter(before.row());
    if (shared && gone) {
      closed.merge(before.key(), before.row().countersOnly(), Row::plus);
    }
  }
}
