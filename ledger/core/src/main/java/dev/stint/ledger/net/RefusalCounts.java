package dev.stint.ledger.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Refusals by kind of scope and reason: few pairs, whoever the peers are. Thread-safe. */
final class RefusalCounts {
  private final ConcurrentMap<String, AtomicLong> counts = new ConcurrentHashMap<>();

  void count(NetworkRefusal refusal) {
    String key = key(refusal.scopeKind(), refusal.reason());
    AtomicLong count = counts.get(key);
    if (count == null) {
      AtomicLong fresh = new AtomicLong();
      AtomicLong known = counts.putIfAbsent(key, fresh);
      count = known == null ? fresh : known;
    }
    count.incrementAndGet();
  }

  long of(String scopeKind, String reason) {
    AtomicLong count = counts.get(key(scopeKind, reason));
    return count == null ? 0 : count.get();
  }

  /** A row each, sorted: {@code scopeKind}, {@code reason}, {@code count}. */
  List<Object> rows() {
    List<Object> rows = new ArrayList<>();
    for (Map.Entry<String, AtomicLong> each : new TreeMap<>(counts).entrySet()) {
      String key = each.getKey();
      int space = key.indexOf(' ');
      Map<String, Object> row = new TreeMap<>();
      row.put("scopeKind", key.substring(0, space));
      row.put("reason", key.substring(space + 1));
      row.put("count", each.getValue().get());
      rows.add(row);
    }
    return rows;
  }

  private static String key(String scopeKind, String reason) {
    return scopeKind + " " + reason;
  }
}
