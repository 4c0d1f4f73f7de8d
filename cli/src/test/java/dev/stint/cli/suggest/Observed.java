package dev.stint.cli.suggest;

import dev.stint.ledger.Resource;
import dev.stint.report.EvidenceCollector;
import dev.stint.report.Reading;

/** Readings that a test makes up, second by second from 14:02:11 on. */
final class Observed {
  static final long START_MILLIS = 1_795_183_331_000L;

  final EvidenceCollector collector = new EvidenceCollector(1_000_000_000L);

  Observed see(int second, String principal, Resource resource, long peak, long total) {
    return see(second, principal, resource, peak, total, -1, 0);
  }

  Observed see(
      int second,
      String principal,
      Resource resource,
      long peak,
      long total,
      long hard,
      long denied) {
    String path = principal.equals("system") ? "system" : "system/" + principal;
    collector.add(
        new Reading(
            (START_MILLIS + second * 1_000L) * 1_000_000L,
            path,
            principal,
            resource,
            peak,
            total,
            hard,
            Reading.UNKNOWN,
            denied,
            0));
    return this;
  }
}
