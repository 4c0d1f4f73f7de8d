package dev.stint.report;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * How much of a flow was spent within one window, as far as readings tell. Between two readings
 * only the sum is known, so there are two figures: what was surely spent in some window, and what
 * at most could have been, if every amount fell where it hurts. Mutable; keeps at most {@value
 * #MOST} amounts.
 */
final class Spending {
  private static final int MOST = 64;

  /** Readings that should be a window apart are a little more. */
  private static final double LATE = 1.1;

  /** An amount that was spent after {@code from} and up to {@code to}. */
  private record Spent(long from, long to, long amount) {}

  private final long windowNanos;
  private final long reachNanos;
  private final ArrayDeque<Spent> recent = new ArrayDeque<>();
  private long sum;
  private long seen;
  private long possible;

  Spending(long windowNanos) {
    this.windowNanos = windowNanos;
    // A ledger gives credit back in 16 slots, after one slot more than the window.
    this.reachNanos = Math.addExact(windowNanos, windowNanos / 16 + 1 + 17);
  }

  long windowNanos() {
    return windowNanos;
  }

  /** What was surely spent in some window. */
  long seen() {
    return seen;
  }

  /** What a ledger with this window may have had to admit at once: at least {@link #seen}. */
  long possible() {
    return possible;
  }

  /** Notes an amount; amounts come in the order of time. */
  void add(long from, long to, long amount) {
    while (!recent.isEmpty() && recent.getFirst().to() < from - reachNanos) {
      sum -= recent.removeFirst().amount();
    }
    if (recent.size() == MOST) {
      merge();
    }
    // A sum that does not fit is cut: amounts that were seen last count less, and none is negative.
    long fitting = Math.min(amount, Long.MAX_VALUE - sum);
    Spent last = new Spent(from, to, fitting);
    recent.addLast(last);
    sum += fitting;
    possible = Math.max(possible, sum);
    seen = Math.max(seen, within(last));
  }

  /** The two oldest as one: it reaches as far and holds as much. */
  private void merge() {
    Spent first = recent.removeFirst();
    Spent second = recent.removeFirst();
    recent.addFirst(new Spent(first.from(), second.to(), first.amount() + second.amount()));
  }

  /** Over a longer time the average: in some window it was at least that. */
  private long within(Spent last) {
    double length = (double) last.to() - last.from();
    if (length > windowNanos * LATE) {
      return (long) Math.ceil(last.amount() * (windowNanos / length));
    }
    double earliest = last.to() - windowNanos * LATE;
    long together = 0;
    for (Iterator<Spent> back = recent.descendingIterator(); back.hasNext(); ) {
      Spent spent = back.next();
      if (spent.from() < earliest) {
        break;
      }
      together += spent.amount();
    }
    return together;
  }
}
