package dev.stint.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds the reservations that have been live for longest, in a whole graph, bounded. */
final class HolderList {
  private static final int MOST = 1000;

  private final @Nullable Resource only;
  private final int limit;
  private final PriorityQueue<Reservation> found = new PriorityQueue<>(new Youngest());

  private HolderList(@Nullable Resource only, int limit) {
    this.only = only;
    this.limit = limit;
  }

  /** The oldest first, at most {@code limit} and never more than 1000. */
  static List<Holding> of(Scope top, @Nullable Resource only, int limit) {
    int bound = Math.min(limit, MOST);
    List<Holding> oldest = new ArrayList<>();
    if (bound <= 0) {
      return oldest;
    }
    HolderList list = new HolderList(only, bound);
    list.walk(top);
    for (Reservation next = list.found.poll(); next != null; next = list.found.poll()) {
      oldest.add(0, new Holding(next));
    }
    return oldest;
  }

  private void walk(Scope at) {
    for (int code = 1; code <= Resource.count(); code++) {
      Ledger ledger = at.existing(code);
      if (ledger != null && (only == null || ledger.resource() == only)) {
        collect(ledger);
      }
    }
    for (Edges.Edge edge = at.firstEdge(); edge != null; edge = edge.next) {
      if (edge.child.parent() == at) {
        walk(edge.child);
      }
    }
  }

  private void collect(Ledger ledger) {
    for (Reservation token : ledger.holders()) {
      found.add(token);
      if (found.size() > limit) {
        found.poll();
      }
    }
  }

  /** The youngest first, and of equal age the smallest: what leaves the list first. */
  private static final class Youngest implements Comparator<Reservation> {
    @Override
    public int compare(Reservation a, Reservation b) {
      int born = Integer.compare(b.bornSecond(), a.bornSecond());
      return born != 0 ? born : Long.compare(a.amount(), b.amount());
    }
  }
}
