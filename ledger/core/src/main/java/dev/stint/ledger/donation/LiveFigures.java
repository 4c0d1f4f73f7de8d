package dev.stint.ledger.donation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Adds what the living donations have spent to the sums of the settled ones, in one walk. */
final class LiveFigures {
  private LiveFigures() {}

  static List<DonationFigures> of(Books books, Collection<Pot> live) {
    Map<Sums, Long> spent = new IdentityHashMap<>();
    for (Pot pot : live) {
      long now = pot.spent();
      add(spent, pot.in(), now);
      if (pot.isRoot()) {
        add(spent, pot.out(), now);
      }
    }
    List<DonationFigures> all = new ArrayList<>();
    for (Sums sums : books.all()) {
      Long burnt = spent.get(sums);
      DonationFigures figures = sums.figures(burnt == null ? 0 : burnt);
      if (figures.donated() != 0) {
        all.add(figures);
      }
    }
    return all;
  }

  private static void add(Map<Sums, Long> spent, Sums sums, long amount) {
    Long before = spent.get(sums);
    spent.put(sums, before == null ? amount : before + amount);
  }
}
