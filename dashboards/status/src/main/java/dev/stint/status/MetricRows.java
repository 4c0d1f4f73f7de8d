package dev.stint.status;

import dev.stint.ledger.Resource;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Snapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sums the ledgers of successive snapshots by scope class, principal and resource. Not thread-safe.
 *
 * <p>Only scopes down to principals count: what sessions, connections and invocations use is in
 * their principal already. At most {@value #MOST_PRINCIPALS} principals have rows of their own, as
 * long as they live; the rest is {@value #OTHER}. When one of several scopes behind a row closes,
 * what it counted stays in the row, so that counters do not fall.
 */
final class MetricRows {
  static final int MOST_PRINCIPALS = 100;
  static final String OTHER = "_other";

  /** The principal of scopes that are above all principals. */
  static final String NONE = "-";

  /** The row of counters of closed principals; it counts in sums over the class only. */
  static final String CLOSED = "";

  static final Comparator<Key> ORDER =
      Comparator.comparing(Key::kind)
          .thenComparing(Key::principal)
          .thenComparing(key -> key.resource().code());

  record Key(ScopeKind kind, String principal, Resource resource) {}

  /** The figures of one row. */
  static final class Row {
    long used;
    long debt;
    long limit;
    boolean limited;
    final Counters counters = new Counters();

    void add(Row other) {
      used += other.used;
      debt += other.debt;
      limit += other.limit;
      limited |= other.limited;
      counters.add(other.counters);
    }
  }

  /** The figures that only grow. */
  static final class Counters {
    long total;
    long denied;
    long wouldDeny;
    long stallNanos;

    void add(Counters other) {
      total += other.total;
      denied += other.denied;
      wouldDeny += other.wouldDeny;
      stallNanos += other.stallNanos;
    }

    boolean fellBelow(Counters before) {
      return total < before.total || denied < before.denied || wouldDeny < before.wouldDeny;
    }
  }

  private record Seen(Key key, Counters counters) {}

  private final Set<String> named = new HashSet<>();
  private final Set<String> others = new HashSet<>();
  private final Map<Key, Counters> closed = new HashMap<>();
  private Map<String, Seen> last = new HashMap<>();

  Map<Key, Row> update(Snapshot snapshot) {
    name(snapshot);
    Map<Key, Row> rows = new TreeMap<>(ORDER);
    Map<String, Seen> seen = new HashMap<>();
    for (Snapshot.ScopeView scope : snapshot.scopes()) {
      if (scope.kind().compareTo(ScopeKind.PRINCIPAL) <= 0) {
        for (Snapshot.LedgerView ledger : scope.ledgers()) {
          Key key = new Key(scope.kind(), label(scope), ledger.resource());
          Row row = row(ledger);
          rows.computeIfAbsent(key, unused -> new Row()).add(row);
          seen.put(ledger.resource().code() + " " + scope.path(), new Seen(key, row.counters));
        }
      }
    }
    keepClosed(seen);
    last = seen;
    closed.forEach((key, c) -> rows.computeIfAbsent(key, unused -> new Row()).counters.add(c));
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

  private static Row row(Snapshot.LedgerView ledger) {
    Row row = new Row();
    row.used = ledger.used();
    row.debt = ledger.debt();
    Long hard = ledger.hard();
    row.limited = hard != null;
    row.limit = hard == null ? 0 : hard;
    row.counters.total = ledger.total();
    row.counters.denied = ledger.denied();
    row.counters.wouldDeny = ledger.wouldDeny();
    row.counters.stallNanos = ledger.stallNanos();
    return row;
  }

  private void keepClosed(Map<String, Seen> now) {
    last.forEach(
        (id, before) -> {
          Seen present = now.get(id);
          if (present == null || present.counters().fellBelow(before.counters())) {
            closed.computeIfAbsent(closedKey(before), x -> new Counters()).add(before.counters());
          }
        });
  }

  private static Key closedKey(Seen before) {
    Key key = before.key();
    boolean shared = key.principal().equals(OTHER) || key.principal().equals(NONE);
    return shared ? key : new Key(key.kind(), CLOSED, key.resource());
  }
}
