package dev.stint.report;

import dev.stint.ledger.Nullable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/** Counts JDK events by principal. */
final class JdkTypes {
  /** The types that are counted, each with the field that names the thread. */
  private static final Map<String, String> THREAD_OF =
      Map.of(
          "jdk.ExecutionSample", "sampledThread",
          "jdk.ObjectAllocationSample", "eventThread",
          "jdk.SocketRead", "eventThread",
          "jdk.SocketWrite", "eventThread",
          "jdk.FileRead", "eventThread",
          "jdk.FileWrite", "eventThread",
          "jdk.ThreadPark", "eventThread",
          "jdk.JavaMonitorEnter", "eventThread",
          "jdk.JavaExceptionThrow", "eventThread");

  private static final int MOST_PRINCIPALS = 1_000;
  private static final String OTHER = "_other";

  /** Mutable counts of one type. */
  private static final class Count {
    final Map<String, Long> byPrincipal = new TreeMap<>();
    long notAttributed;
  }

  private final Map<String, Count> counts = new TreeMap<>();

  void add(RecordedEvent event, Intervals intervals) {
    String type = event.getEventType().getName();
    String field = THREAD_OF.get(type);
    if (field == null) {
      return;
    }
    Count count = counts.computeIfAbsent(type, unused -> new Count());
    String principal = intervals.principal(thread(event, field), event.getStartTime());
    if (principal == null) {
      count.notAttributed++;
    } else {
      boolean room = count.byPrincipal.size() < MOST_PRINCIPALS;
      boolean named = room || count.byPrincipal.containsKey(principal);
      count.byPrincipal.merge(named ? principal : OTHER, 1L, Long::sum);
    }
  }

  private static @Nullable RecordedThread thread(RecordedEvent event, String field) {
    Object value = event.hasField(field) ? event.getValue(field) : null;
    return value instanceof RecordedThread thread ? thread : null;
  }

  List<Report.JdkEvents> result() {
    return counts.entrySet().stream()
        .map(
            entry ->
                new Report.JdkEvents(
                    entry.getKey(), entry.getValue().byPrincipal, entry.getValue().notAttributed))
        .toList();
  }
}
