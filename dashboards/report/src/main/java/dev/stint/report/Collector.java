package dev.stint.report;

import dev.stint.ledger.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/** Gathers events into a report; everything it keeps is bounded. Not thread-safe. */
final class Collector {
  static final int MOST_LEDGERS = 20_000;
  static final int MOST_SITES = 5_000;
  static final int MOST_GAPS = 500;

  private record UsageKey(String scope, String resource) {}

  private record LastUsage(Instant at, Report.Usage usage) {}

  private record DenialKey(String principal, String resource, String site) {}

  private final Map<UsageKey, LastUsage> usage = new HashMap<>();
  private final Map<DenialKey, FirstDenial> denials = new HashMap<>();
  private final Capsules capsules = new Capsules();
  private final Set<Report.Gap> gaps = new LinkedHashSet<>();
  private final Intervals intervals = new Intervals();
  private final JdkTypes jdk = new JdkTypes();
  private long events;
  private long suppressed;
  private long omitted;
  private long fromMillis = Long.MAX_VALUE;
  private long toMillis;

  long events() {
    return events;
  }

  /** The first reading: everything that Stint wrote. */
  void first(RecordedEvent event) {
    events++;
    fromMillis = Math.min(fromMillis, event.getStartTime().toEpochMilli());
    toMillis = Math.max(toMillis, event.getEndTime().toEpochMilli());
    switch (event.getEventType().getName()) {
      case "stint.Usage" -> usage(event);
      case "stint.Denial" -> denial(event);
      case "stint.CapsuleRun" -> capsules.add(event);
      case "stint.PrincipalScope" -> intervals.add(event);
      case "stint.Suppression" ->
          suppressed = Values.sum(suppressed, Values.number(event, "count"));
      case "stint.CoverageGap" -> gap(event);
      default -> {}
    }
  }

  /** The second reading: what the JDK recorded, now that it is known who worked when. */
  void second(RecordedEvent event) {
    jdk.add(event, intervals);
  }

  private void usage(RecordedEvent event) {
    UsageKey key = new UsageKey(Values.text(event, "scope"), Values.text(event, "resource"));
    LastUsage before = usage.get(key);
    if (before == null && usage.size() == MOST_LEDGERS) {
      omitted++;
    } else if (before == null || !before.at().isAfter(event.getStartTime())) {
      usage.put(key, new LastUsage(event.getStartTime(), usage(event, key)));
    }
  }

  private static Report.Usage usage(RecordedEvent event, UsageKey key) {
    return new Report.Usage(
        key.scope(),
        Values.text(event, "principal"),
        key.resource(),
        Values.text(event, "unit"),
        Values.number(event, "used"),
        Values.number(event, "hard"),
        Values.number(event, "peak"),
        Values.number(event, "total"),
        Values.number(event, "denied"),
        Values.number(event, "wouldDeny"),
        Values.number(event, "debt"));
  }

  private void denial(RecordedEvent event) {
    DenialKey key =
        new DenialKey(
            Values.text(event, "principal"), Values.text(event, "resource"), Sites.of(event));
    FirstDenial known = denials.get(key);
    if (known == null && denials.size() == MOST_SITES) {
      omitted++;
    } else {
      denials.computeIfAbsent(key, unused -> new FirstDenial()).add(event);
    }
  }

  private void gap(RecordedEvent event) {
    Report.Gap gap =
        new Report.Gap(
            Values.text(event, "resource"),
            Values.text(event, "hook"),
            Values.text(event, "detail"));
    if (gaps.size() < MOST_GAPS || gaps.contains(gap)) {
      gaps.add(gap);
    } else {
      omitted++;
    }
  }

  Report report(String name, @Nullable String partial) {
    return new Report(
        name,
        events == 0 ? 0 : fromMillis,
        toMillis,
        events,
        partial,
        sortedUsage(),
        sortedDenials(),
        suppressed,
        capsules.result(),
        jdk.result(),
        List.copyOf(gaps),
        omitted + intervals.omitted() + capsules.omitted());
  }

  private List<Report.Usage> sortedUsage() {
    List<Report.Usage> sorted = new ArrayList<>();
    usage.values().forEach(last -> sorted.add(last.usage()));
    sorted.sort(Comparator.comparing(Report.Usage::scope).thenComparing(Report.Usage::resource));
    return sorted;
  }

  private List<Report.Denials> sortedDenials() {
    List<Report.Denials> sorted = new ArrayList<>();
    denials.forEach(
        (key, first) -> sorted.add(first.denials(key.principal(), key.resource(), key.site())));
    sorted.sort(
        Comparator.comparing(Report.Denials::count)
            .reversed()
            .thenComparing(Report.Denials::principal)
            .thenComparing(Report.Denials::resource)
            .thenComparing(Report.Denials::site));
    return sorted;
  }

  /** How many denials there were at a site, and what the earliest said. */
  private static final class FirstDenial {
    private Instant at = Instant.MAX;
    private long count;
    private String code = "-";
    private String message = "-";

    void add(RecordedEvent event) {
      count++;
      if (event.getStartTime().isBefore(at)) {
        at = event.getStartTime();
        code = Values.text(event, "code");
        message = Values.text(event, "message");
      }
    }

    Report.Denials denials(String principal, String resource, String site) {
      return new Report.Denials(principal, resource, site, count, code, message);
    }
  }
}
