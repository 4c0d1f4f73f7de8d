package dev.stint.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;

/** Sums {@code stint.CapsuleRun} by principal. */
final class Capsules {
  private static final int MOST_PRINCIPALS = 5_000;
  private static final int MOST_OUTCOMES = 32;
  private static final String OTHER = "_other";

  private final Map<String, Report.CapsuleRuns> byPrincipal = new TreeMap<>();
  private long omitted;

  void add(RecordedEvent event) {
    String principal = Values.text(event, "principal");
    Report.CapsuleRuns before = byPrincipal.get(principal);
    if (before == null && byPrincipal.size() == MOST_PRINCIPALS) {
      omitted++;
      return;
    }
    if (before == null) {
      before = new Report.CapsuleRuns(principal, 0, 0, 0, 0, 0, new TreeMap<>());
    }
    count(before.outcomes(), Values.text(event, "outcome"));
    byPrincipal.put(
        principal,
        new Report.CapsuleRuns(
            principal,
            before.runs() + 1,
            Values.sum(before.fuel(), Values.number(event, "fuel")),
            Math.max(before.memoryPeakBytes(), Values.number(event, "memoryPeakBytes")),
            Values.sum(before.hostCalls(), Values.number(event, "hostCalls")),
            Values.sum(before.nanos(), event.getDuration().toNanos()),
            before.outcomes()));
  }

  private static void count(Map<String, Long> outcomes, String outcome) {
    boolean named = outcomes.size() < MOST_OUTCOMES || outcomes.containsKey(outcome);
    outcomes.merge(named ? outcome : OTHER, 1L, Long::sum);
  }

  List<Report.CapsuleRuns> result() {
    return new ArrayList<>(byPrincipal.values());
  }

  long omitted() {
    return omitted;
  }
}
