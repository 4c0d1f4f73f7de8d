package dev.stint.report;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.ResourceKind;
import java.util.ArrayList;
import java.util.List;

/** Follows one ledger from reading to reading. Mutable. */
final class UseOverTime {
  private final List<Spending> spending = new ArrayList<>();
  private Reading last;
  private final long firstNanos;
  private long samples;
  private long peak;
  private long total;
  private long denied;
  private long wouldDeny;
  private long before;
  private boolean spent;

  /**
   * @param since when the ledger can have begun to count, or null when that is long ago
   * @param isNew whether it was not there at the readings before
   */
  UseOverTime(Reading first, @Nullable Long since, boolean isNew, List<Long> windows) {
    last = first;
    firstNanos = first.epochNanos();
    if (first.resource().kind() == ResourceKind.FLOW) {
      windows.forEach(window -> spending.add(new Spending(window)));
    }
    if (since == null) {
      before = first.total();
    } else {
      spend(since, first.epochNanos(), first.total());
    }
    spent = isNew;
    count(first);
  }

  /**
   * Returns whether the reading was taken; one from before the last is not.
   *
   * @param unmovedUntil readings of which this ledger had none because it did not move, or null
   */
  boolean add(Reading next, @Nullable Long unmovedUntil) {
    if (next.epochNanos() < last.epochNanos()) {
      return false;
    }
    // A total that fell is that of a new scope of the same name.
    long amount = next.total() < last.total() ? next.total() : next.total() - last.total();
    long from = unmovedUntil == null ? 0 : unmovedUntil;
    spend(Math.max(from, last.epochNanos()), next.epochNanos(), amount);
    spent = true;
    last = next;
    count(next);
    return true;
  }

  private void spend(long from, long to, long amount) {
    spending.forEach(each -> each.add(from, to, amount));
  }

  private void count(Reading reading) {
    samples++;
    peak = Math.max(peak, reading.peak());
    total = Math.max(total, reading.total());
    denied = Math.max(denied, reading.denied());
    wouldDeny = Math.max(wouldDeny, reading.wouldDeny());
  }

  String path() {
    return last.path();
  }

  Evidence.Use use(long denials, long spacingNanos) {
    return new Evidence.Use(
        last.principal(),
        last.resource(),
        samples,
        firstNanos / 1_000_000,
        last.epochNanos() / 1_000_000,
        peak,
        total,
        last.hard(),
        last.windowNanos(),
        Math.max(denied, denials),
        wouldDeny,
        spent && !spending.isEmpty() ? spent(spacingNanos) : null);
  }

  /** Of the shortest window that readings so far apart can tell of. */
  private Evidence.Spent spent(long spacingNanos) {
    Spending fitting = spending.get(spending.size() - 1);
    for (int i = spending.size() - 1; i >= 0; i--) {
      if (spending.get(i).windowNanos() >= spacingNanos / 3 * 2) {
        fitting = spending.get(i);
      }
    }
    return new Evidence.Spent(
        fitting.windowNanos(),
        fitting.seen(),
        Math.max(fitting.possible(), fitting.seen()),
        before);
  }
}
