package dev.stint.cli.suggest;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.report.Evidence;
import dev.stint.report.Evidence.Use;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The limits of the whole JVM, as the profile in force has them: raised only where more was
 * observed, or where one principal alone spends more. None is made up. Mutable.
 */
final class SystemLimits {
  private final Map<Resource, Line> lines = new EnumMap<>(Resource.class);

  SystemLimits(Map<Resource, Limit> base, Evidence evidence, Headroom headroom) {
    base.forEach((resource, limit) -> keep(resource, limit, evidence, headroom));
  }

  private void keep(Resource resource, Limit limit, Evidence evidence, Headroom headroom) {
    long peak = 0;
    for (Use use : evidence.system()) {
      boolean stock = resource.kind() == ResourceKind.STOCK;
      peak = stock && use.resource() == resource ? use.peak() : peak;
    }
    long raised = peak > limit.hard() ? headroom.above(peak, peak, resource) : -1;
    if (raised < 0) {
      lines.put(resource, new Line(resource, limit, true, "as in the base"));
    } else {
      String fact = "raised, peak " + Evidenced.amount(resource, peak) + ", headroom " + headroom;
      lines.put(resource, new Line(resource, raised(limit, raised), true, fact));
    }
  }

  /** The same limit with a higher hard amount. */
  private static Limit raised(Limit limit, long hard) {
    Limit raised =
        LineMaker.like(limit, Limit.hard(hard), limit.windowNanos()).withBurst(limit.burst());
    return limit.soft() == Limit.NO_SOFT ? raised : raised.withSoft(limit.soft());
  }

  /**
   * The line of a principal as it fits below the system: what is held at once is cut to the limit
   * of the system, which admitted it; for what is spent the limit of the system is raised.
   */
  Line fitted(Line line) {
    Line above = lines.get(line.resource());
    Limit parent = above == null ? null : above.limit();
    Limit limit = line.limit();
    if (parent == null || limit == null || !line.inForce() || limit.hard() <= parent.hard()) {
      return line;
    }
    if (line.resource().kind() == ResourceKind.STOCK) {
      String why = line.evidence() + ", held to the limit of the system";
      return new Line(
          line.resource(), LineMaker.like(limit, Limit.hard(parent.hard()), 0), true, why);
    }
    String why = "raised, a principal alone is given as much";
    lines.put(line.resource(), new Line(line.resource(), raised(parent, limit.hard()), true, why));
    return line;
  }

  List<Line> lines() {
    return new ArrayList<>(lines.values());
  }
}
