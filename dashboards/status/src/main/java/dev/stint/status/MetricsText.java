package dev.stint.status;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.Snapshot;
import dev.stint.status.MetricRows.Key;
import dev.stint.status.MetricRows.Row;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The Prometheus text form (0.0.4) of successive snapshots. The names are those that {@code
 * stint-dashboards-metrics} gives to a Prometheus registry. Thread-safe.
 */
final class MetricsText {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double NANOS = 1e9;

  private final MetricRows rows = new MetricRows();

  /**
   * @param principals whether rows name principals; else they are sums over each scope class
   */
  synchronized String render(Snapshot snapshot, boolean principals) {
    Map<Key, Row> shown = principals ? named(rows.update(snapshot)) : byClass(snapshot);
    StringBuilder out = new StringBuilder(4_096);
    family(out, shown, "stint_used", "gauge", "Held now, or spent in the window.", r -> r.used);
    family(out, shown, "stint_limit", "gauge", "Hard limit.", r -> r.limited ? r.limit : null);
    family(out, shown, "stint_debt", "gauge", "Use above the hard limit.", r -> r.debt);
    family(out, shown, "stint_total", "counter", "Ever charged.", r -> r.counters.total);
    family(out, shown, "stint_denied_total", "counter", "Denials.", r -> r.counters.denied);
    family(
        out,
        shown,
        "stint_would_deny_total",
        "counter",
        "Charges that an enforced limit would have denied.",
        r -> r.counters.wouldDeny);
    family(
        out,
        shown,
        "stint_stall_seconds_total",
        "counter",
        "Time that charges waited for room.",
        r -> r.counters.stallNanos / NANOS);
    head(out, "stint_faults", "gauge", "Counters that went below zero; 0 unless Stint is wrong.");
    out.append("stint_faults ").append(snapshot.faults()).append('\n');
    return out.toString();
  }

  private static Map<Key, Row> named(Map<Key, Row> all) {
    all.keySet().removeIf(key -> key.principal().equals(MetricRows.CLOSED));
    return all;
  }

  private Map<Key, Row> byClass(Snapshot snapshot) {
    Map<Key, Row> all = rows.update(snapshot);
    Map<Key, Row> sums = new TreeMap<>(MetricRows.ORDER);
    all.forEach(
        (key, row) ->
            sums.computeIfAbsent(
                    new Key(key.kind(), MetricRows.CLOSED, key.resource()), unused -> new Row())
                .add(row));
    return sums;
  }

  private static void head(StringBuilder out, String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void family(
      StringBuilder out,
      Map<Key, Row> rows,
      String name,
      String type,
      String help,
      Function<Row, ? extends @Nullable Number> figure) {
    head(out, name, type, help);
    rows.forEach(
        (key, row) -> {
          Number value = figure.apply(row);
          if (value != null) {
            out.append(name).append('{');
            labels(out, key);
            out.append("} ").append(value).append('\n');
          }
        });
  }

  private static void labels(StringBuilder out, Key key) {
    out.append("resource=\"").append(key.resource().label());
    out.append("\",unit=\"").append(SnapshotJson.unit(key.resource().unit()));
    out.append("\",scope=\"").append(key.kind().label()).append('"');
    if (!key.principal().equals(MetricRows.CLOSED)) {
      out.append(",principal=\"").append(escaped(key.principal())).append('"');
    }
  }

  private static String escaped(String value) {
    return Printable.line(value, 64).replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
