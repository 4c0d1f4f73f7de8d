package dev.stint.ledger.peak;

import dev.stint.ledger.PrincipalName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The leases that are out, their sums per principal, and the peaks of those sums.
 *
 * <p>Growth answers "what did it cause", held answers "what does it keep busy": a principal that
 * only reuses an instance that others grew has no growth, and holds all of it. <b>Units:</b> bytes.
 * <b>Accuracy:</b> exact while a lease is live; peaks as {@link PeakView}. <b>Threading:</b> any;
 * one lock per principal, held for a few additions. <b>Bounds:</b> one entry per principal that has
 * a live lease; the two views keep their own. <b>Source:</b> checklist O-M1, O-M2.
 */
public final class LeaseBook {
  private final PeakView growthPeaks;
  private final PeakView heldPeaks;
  private final ConcurrentMap<String, LiveFigures> live = new ConcurrentHashMap<>();

  /** A book with two views of its own. */
  public LeaseBook() {
    this(new PeakView(), new PeakView());
  }

  public LeaseBook(PeakView growthPeaks, PeakView heldPeaks) {
    this.growthPeaks = growthPeaks;
    this.heldPeaks = heldPeaks;
  }

  /**
   * Begins a lease.
   *
   * @param sizeBytes the size of the whole instance now, its initial memory included
   * @throws IllegalArgumentException when the size is negative or the name is no principal's
   */
  public LeaseFigures checkout(String principal, long sizeBytes) {
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("size of an instance must not be negative: " + sizeBytes);
    }
    PrincipalName.check(principal);
    for (; ; ) {
      LiveFigures figures = live.get(principal);
      if (figures == null) {
        LiveFigures made = new LiveFigures(this, principal);
        LiveFigures other = live.putIfAbsent(principal, made);
        figures = other == null ? made : other;
      }
      synchronized (figures) {
        // one that ended between the look and the lock is no longer in the book
        if (live.get(principal) == figures) {
          figures.opened(sizeBytes);
          return new LeaseFigures(figures, sizeBytes);
        }
      }
    }
  }

  void remove(LiveFigures figures) {
    live.remove(figures.principal(), figures);
  }

  /** What the live leases of a principal have grown by, together. */
  public long growthBytes(String principal) {
    LiveFigures figures = live.get(principal);
    if (figures == null) {
      return 0;
    }
    synchronized (figures) {
      return figures.growthBytes();
    }
  }

  /** What the live leases of a principal hold, together. */
  public long heldBytes(String principal) {
    LiveFigures figures = live.get(principal);
    if (figures == null) {
      return 0;
    }
    synchronized (figures) {
      return figures.heldBytes();
    }
  }

  /** How many leases of a principal are live. */
  public int leases(String principal) {
    LiveFigures figures = live.get(principal);
    if (figures == null) {
      return 0;
    }
    synchronized (figures) {
      return figures.leases();
    }
  }

  /** How many principals have a live lease. */
  public int principals() {
    return live.size();
  }

  /** The largest sums of growth. */
  public PeakView growthPeaks() {
    return growthPeaks;
  }

  /** The largest sums held. */
  public PeakView heldPeaks() {
    return heldPeaks;
  }
}
