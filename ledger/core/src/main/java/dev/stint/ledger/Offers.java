package dev.stint.ledger;

import java.util.ArrayList;
import java.util.List;

/** The reclaimable holders of one ledger, the longest registered first. Guarded by itself. */
final class Offers {
  private final List<Reclaimable> all = new ArrayList<>();

  synchronized void add(Reclaimable made) {
    all.add(made);
  }

  synchronized void remove(Reclaimable gone) {
    all.remove(gone);
  }

  /** Adds those that are live and forgets the others. */
  synchronized void addTo(List<Reclaimable> into) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).isOver()) {
        all.remove(i);
      }
    }
    into.addAll(all);
  }
}
