package dev.stint.report;

import dev.stint.ledger.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A report as text for a terminal. Amounts are exact, with the largest suffix that leaves no
 * fraction; every character is printable ASCII; tables end after 1,000 rows and say so.
 */
public final class ReportText {
  private ReportText() {}

  public static String render(Report report) {
    StringBuilder out = new StringBuilder(4_096);
    head(report, out);
    usage(report, out);
    denials(report, out);
    capsules(report, out);
    jdkEvents(report, out);
    gaps(report, out);
    if (report.omitted() > 0) {
      out.append("\nomitted: ").append(report.omitted()).append(" events beyond the bounds\n");
    }
    return out.toString();
  }

  private static void head(Report report, StringBuilder out) {
    out.append("recording ").append(Printable.line(report.recording(), 256)).append('\n');
    Instant from = Instant.ofEpochMilli(report.fromMillis());
    Duration length = Duration.ofMillis(report.toMillis() - report.fromMillis());
    out.append("from ").append(from).append(", ").append(length.toMillis()).append(" ms, ");
    out.append(report.events()).append(" events\n");
    String partial = report.partial();
    if (partial != null) {
      out.append("PARTIAL: the rest could not be read [");
      out.append(Printable.line(partial, 160)).append("]\n");
    }
  }

  private static void usage(Report report, StringBuilder out) {
    out.append("\nusage, last seen\n");
    if (report.usage().isEmpty()) {
      out.append("  none recorded: was Stint in this JVM, and stint.Usage enabled?\n");
      return;
    }
    Columns table =
        new Columns(2, "SCOPE", "RESOURCE", "USED", "LIMIT", "PEAK", "TOTAL", "DENIED", "WOULD");
    for (Report.Usage usage : report.usage()) {
      table.row(
          usage.scope(),
          usage.resource(),
          amount(usage.resource(), usage.used()),
          usage.hard() < 0 ? "-" : amount(usage.resource(), usage.hard()),
          amount(usage.resource(), usage.peak()),
          amount(usage.resource(), usage.total()),
          Long.toString(usage.denied()),
          Long.toString(usage.wouldDeny()));
    }
    table.print(out);
  }

  private static String amount(String resource, long amount) {
    Resource known = Resource.byLabel(resource);
    return known == null ? Long.toString(amount) : known.unit().format(amount);
  }

  private static void denials(Report report, StringBuilder out) {
    out.append("\ndenials\n");
    if (report.denials().isEmpty()) {
      out.append("  none recorded\n");
    } else {
      Columns table = new Columns(3, "PRINCIPAL", "RESOURCE", "SITE", "COUNT");
      for (Report.Denials each : report.denials()) {
        table.row(each.principal(), each.resource(), each.site(), Long.toString(each.count()));
      }
      table.print(out);
      Report.Denials most = report.denials().get(0);
      out.append("  first: ").append(Printable.line(most.message(), 512)).append('\n');
    }
    if (report.suppressedDenials() > 0) {
      out.append("  and ").append(report.suppressedDenials());
      out.append(" counted but not recorded one by one\n");
    }
  }

  private static void capsules(Report report, StringBuilder out) {
    if (report.capsules().isEmpty()) {
      return;
    }
    out.append("\ncapsule runs\n");
    Columns table =
        new Columns(
            1, "PRINCIPAL", "RUNS", "FUEL", "PEAK MEMORY", "HOST CALLS", "WALL MS", "OUTCOMES");
    for (Report.CapsuleRuns runs : report.capsules()) {
      table.row(
          runs.principal(),
          Long.toString(runs.runs()),
          Resource.FUEL.unit().format(runs.fuel()),
          Resource.LINEAR_MEMORY.unit().format(runs.memoryPeakBytes()),
          Long.toString(runs.hostCalls()),
          Long.toString(runs.nanos() / 1_000_000),
          counts(runs.outcomes()));
    }
    table.print(out);
  }

  private static void jdkEvents(Report report, StringBuilder out) {
    if (report.jdkEvents().isEmpty()) {
      return;
    }
    out.append("\nJDK events, by the principal their thread worked for\n");
    Columns table = new Columns(1, "TYPE", "NOT ATTRIBUTED", "BY PRINCIPAL");
    for (Report.JdkEvents events : report.jdkEvents()) {
      String named = events.byPrincipal().isEmpty() ? "-" : counts(events.byPrincipal());
      table.row(events.type(), Long.toString(events.notAttributed()), named);
    }
    table.print(out);
    out.append("  samples are counts: bytes and CPU time are not attributed\n");
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .limit(16)
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  private static void gaps(Report report, StringBuilder out) {
    if (report.gaps().isEmpty()) {
      return;
    }
    out.append("\nnot covered\n");
    Columns table = new Columns(3, "RESOURCE", "HOOK", "DETAIL");
    report.gaps().forEach(gap -> table.row(gap.resource(), gap.hook(), gap.detail()));
    table.print(out);
  }
}
