package dev.stint.ledger.peak;

import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a {@link PeakView}, the lowest first. Not thread-safe: the view's lock guards it.
 *
 * <p>Peaks rise while the heap does not look, so each entry stands where its peak was when it was
 * last placed, which is never too high. The lowest is found by placing the first entry anew until
 * its peak has not risen since: every other one then is at least as high. Each such step costs
 * O(log n) and is paid for by a raise since the last one.
 */
final class PeakHeap {
  private final List<PeakEntry> entries = new ArrayList<>();

  int size() {
    return entries.size();
  }

  List<PeakEntry> copy() {
    return new ArrayList<>(entries);
  }

  void add(PeakEntry entry) {
    entries.add(entry);
    up(entries.size() - 1);
  }

  /** An entry that none is below, its key equal to the peak it had a moment ago. Not empty. */
  PeakEntry lowest() {
    for (; ; ) {
      PeakEntry first = entries.get(0);
      long peak = first.peak();
      if (peak == first.key) {
        return first;
      }
      first.key = peak;
      down(0);
    }
  }

  /** Puts a new entry into the place of the first. */
  void replaceFirst(PeakEntry entry) {
    entries.set(0, entry);
    down(0);
  }

  private void up(int from) {
    int at = from;
    while (at > 0 && below(at, (at - 1) / 2)) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void down(int from) {
    int at = from;
    for (; ; ) {
      int least = at;
      for (int child = 2 * at + 1; child <= 2 * at + 2 && child < entries.size(); child++) {
        least = below(child, least) ? child : least;
      }
      if (least == at) {
        return;
      }
      swap(at, least);
      at = least;
    }
  }

  private boolean below(int a, int b) {
    return entries.get(a).key < entries.get(b).key;
  }

  private void swap(int a, int b) {
    PeakEntry moved = entries.get(a);
    entries.set(a, entries.get(b));
    entries.set(b, moved);
  }
}
