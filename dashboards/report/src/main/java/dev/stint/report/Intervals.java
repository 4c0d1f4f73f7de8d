package dev.stint.report;

import dev.stint.ledger.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/**
 * For whom each thread worked when, from {@code stint.PrincipalScope}. At most {@value #MOST}
 * intervals. Of nested intervals the innermost counts.
 */
final class Intervals {
  static final int MOST = 200_000;

  /** How many intervals that ended before are stepped over in search of one that encloses. */
  private static final int STEPS = 64;

  private record Interval(Instant from, Instant to, String principal) {}

  private final Map<Long, List<Interval>> byThread = new HashMap<>();
  private int count;
  private long omitted;
  private boolean sorted;

  void add(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    if (thread == null) {
      return;
    }
    if (count == MOST) {
      omitted++;
      return;
    }
    count++;
    byThread
        .computeIfAbsent(thread.getJavaThreadId(), id -> new ArrayList<>())
        .add(
            new Interval(
                event.getStartTime(), event.getEndTime(), Values.text(event, "principal")));
  }

  long omitted() {
    return omitted;
  }

  /** Who it was, or null when the recording does not say. */
  @Nullable
  String principal(@Nullable RecordedThread thread, Instant at) {
    List<Interval> known = thread == null ? null : byThread.get(thread.getJavaThreadId());
    if (known == null) {
      return null;
    }
    sort();
    int last = lastFrom(known, at);
    for (int i = last; i >= 0 && i > last - STEPS; i--) {
      if (!known.get(i).to().isBefore(at)) {
        return known.get(i).principal();
      }
    }
    return null;
  }

  private void sort() {
    if (!sorted) {
      sorted = true;
      for (List<Interval> intervals : byThread.values()) {
        intervals.sort(Comparator.comparing(Interval::from));
      }
    }
  }

  /** The index of the last interval that began no later. */
  private static int lastFrom(List<Interval> known, Instant at) {
    int low = 0;
    int high = known.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (known.get(middle).from().isAfter(at)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - 1;
  }
}
