package dev.stint.cli.suggest;

import dev.stint.ledger.Admission;
import dev.stint.ledger.Limit;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.report.Evidence;
import dev.stint.report.Evidence.Use;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Makes the line of one resource of one principal: a limit that admits its use, and why. */
final class LineMaker {
  private static final long DAY_MILLIS = 86_400_000;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Evidence evidence;
  private final Headroom headroom;
  private final Set<String> denying;
  private final Warnings warnings;

  LineMaker(Evidence evidence, Headroom headroom, Set<String> denying, Warnings warnings) {
    this.evidence = evidence;
    this.headroom = headroom;
    this.denying = denying;
    this.warnings = warnings;
  }

  /**
   * The line, or null when nothing was used.
   *
   * @param base the limit that the profile in force has, or null
   * @param byVirtualThreads whether some of the work was done by virtual threads
   */
  @Nullable
  Line line(Use use, @Nullable Limit base, boolean byVirtualThreads) {
    if (use.peak() == 0 && use.total() == 0) {
      return null;
    }
    Evidenced found = Evidenced.of(use, base);
    if (found == null) {
      String total = "spent " + Evidenced.amount(use.resource(), use.total()) + " in all";
      String text = total + times(use) + "; a limit per window needs two readings";
      return new Line(use.resource(), null, false, text);
    }
    if (found.floor() == 0) {
      return null;
    }
    String text = found.fact() + times(use) + estimated(use.resource(), byVirtualThreads);
    if (use.resource().profileField().equals("-")) {
      return new Line(use.resource(), null, false, text + ", no field limits it");
    }
    long hard = headroom.above(found.need(), found.floor(), use.resource());
    if (hard < 0) {
      return new Line(use.resource(), null, false, text + ", too large for a limit");
    }
    Limit limit = like(base, Limit.hard(hard), found.windowNanos());
    String why = cut(use) + text + ", headroom " + headroom + observed(use);
    boolean denies = denying.contains(use.resource().label());
    return new Line(use.resource(), limit, denies, denies ? why : why + ": nothing enforces it");
  }

  /** Waits where the profile in force waits. */
  static Limit like(@Nullable Limit base, Limit limit, long windowNanos) {
    Limit windowed = limit.perWindow(windowNanos);
    return base != null && base.admission() == Admission.WAITING
        ? windowed.waiting(base.maxWaitNanos())
        : windowed;
  }

  private String cut(Use use) {
    if (use.denied() > 0) {
      warnings.add(
          "principal ["
              + use.principal()
              + "] "
              + use.resource().label()
              + " was cut by denials ["
              + use.denied()
              + "]: its peak is the limit, not the need");
      return "CUT by " + use.denied() + " denials, the peak is the limit and not the need: ";
    }
    long above = ofSystem(use.resource());
    if (above == 0) {
      return "";
    }
    warnings.add(
        use.resource().label()
            + " was denied by the system ["
            + above
            + "] for some principal: peaks may be limits, not needs");
    return "perhaps CUT by " + above + " denials of the system: ";
  }

  private long ofSystem(Resource resource) {
    return evidence.system().stream()
        .filter(use -> use.resource() == resource)
        .mapToLong(Use::denied)
        .sum();
  }

  private static String observed(Use use) {
    return use.wouldDeny() == 0 ? "" : ", " + use.wouldDeny() + " beyond the limit observed";
  }

  private static String estimated(Resource resource, boolean byVirtualThreads) {
    if (resource == Resource.HEAP_LIVE) {
      return ", an estimate";
    }
    boolean split = resource == Resource.HEAP_ALLOCATED && byVirtualThreads;
    return split ? ", an estimate as for the part of virtual threads" : "";
  }

  private String times(Use use) {
    if (use.samples() == 1) {
      return " (at " + time(use.toMillis()) + ", 1 sample)";
    }
    return " (of "
        + time(use.fromMillis())
        + " to "
        + time(use.toMillis())
        + ", "
        + use.samples()
        + " samples)";
  }

  private String time(long epochMillis) {
    Instant at = Instant.ofEpochMilli(epochMillis);
    boolean days = evidence.toMillis() - evidence.fromMillis() >= DAY_MILLIS;
    return days ? at.toString() : CLOCK.format(at);
  }
}
