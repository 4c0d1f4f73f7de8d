package dev.stint.ledger.peak;

import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The largest size ever recorded per principal, for as many principals as fit: a view for people,
 * never a gate. A handle that is passed on is the same view; there is no copy.
 *
 * <p><b>Units:</b> whatever is recorded, bytes for memory; 0 and less are ignored. <b>Guarantees:
 * </b>
 *
 * <ol>
 *   <li>Never more than {@link #bound()} principals at any instant, whatever threads do.
 *   <li>The peak of a principal never falls while its {@link PeakReading#epoch()} is the same.
 *   <li>A newcomer to a full view takes the place of a lowest entry if it is strictly larger than
 *       that, and is dropped otherwise.
 *   <li>What was evicted or dropped leaves its mark in {@link #watermark()}, so that a principal
 *       without a peak and one whose peak was forgotten read differently.
 * </ol>
 *
 * <p><b>Accuracy:</b> exact for the principals kept, since the epoch. <b>Threading:</b> any; for a
 * principal that is known, and for a newcomer that is plainly too small, there is no lock and no
 * allocation. Only newcomers that may enter take a lock, O(log n) amortised over the raises since.
 * <b>Failure:</b> {@link #record} of a newcomer whose name is no principal's is refused. <b>Source
 * </b> of the bound: checklist M-6.
 */
public final class PeakView {
  /** How many principals a view keeps when nothing else was said. */
  public static final int DEFAULT_BOUND = 4096;

  private static final Comparator<PeakLine> LARGEST_FIRST = new LargestFirst();

  private static final VarHandle LARGEST_DROPPED;
  private static final VarHandle DROPPED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      LARGEST_DROPPED = lookup.findVarHandle(PeakView.class, "largestDropped", long.class);
      DROPPED = lookup.findVarHandle(PeakView.class, "dropped", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int bound;
  private final MonotonicClock clock;
  private final ConcurrentMap<String, PeakEntry> byName = new ConcurrentHashMap<>();

  /** Guarded by itself, as is every change of the map. */
  private final PeakHeap heap = new PeakHeap();

  /** Entries made so far; guarded by the heap. */
  private long epochs;

  /**
   * Once the view is full, a value that no entry is below; 0 before. It may lag behind the lowest
   * and never passes it: peaks only rise, and who takes a place is larger than who had it.
   */
  private volatile long floor;

  private volatile EvictedWatermark evictions = EvictedWatermark.NOTHING;
  private volatile long largestDropped;
  private volatile long dropped;

  /** A view of {@link #DEFAULT_BOUND} principals on the clock of the JVM. */
  public PeakView() {
    this(DEFAULT_BOUND, MonotonicClock.SYSTEM);
  }

  /**
   * @param bound how many principals it keeps, 1 at least
   * @param clock tells since when an entry is kept; read only for newcomers
   */
  public PeakView(int bound, MonotonicClock clock) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound of a peak view must be at least 1: " + bound);
    }
    this.bound = bound;
    this.clock = clock;
  }

  /**
   * Records that a principal has reached a size. Call it after the growth has succeeded, never for
   * one that was denied.
   *
   * @throws IllegalArgumentException when the principal is new and its name is not a valid one
   */
  public void record(String principal, long size) {
    // known principal: no allocation, no lock, one read or one CAS
    if (size <= 0) {
      return;
    }
    PeakEntry known = byName.get(principal);
    if (known == null || !known.raise(size)) {
      recordNewcomer(PrincipalName.check(principal), size);
    }
  }

  private void recordNewcomer(String principal, long size) {
    if (size <= floor || !admit(principal, size)) {
      drop(size);
    }
  }

  private boolean admit(String principal, long size) {
    synchronized (heap) {
      PeakEntry known = byName.get(principal);
      if (known != null) {
        return known.raise(size); // nobody evicts while this thread holds the lock
      }
      if (heap.size() < bound) {
        PeakEntry entry = entry(principal, size);
        heap.add(entry);
        byName.put(principal, entry);
        return true;
      }
      PeakEntry lowest = evictBelow(size);
      if (lowest == null) {
        return false;
      }
      PeakEntry entry = entry(principal, size);
      heap.replaceFirst(entry);
      byName.remove(lowest.principal);
      byName.put(principal, entry);
      return true;
    }
  }

  /** Evicts the first entry of the heap, a lowest one, if it is smaller; null when none is. */
  private @Nullable PeakEntry evictBelow(long size) {
    for (; ; ) {
      PeakEntry lowest = heap.lowest();
      floor = lowest.key;
      if (lowest.key >= size) {
        return null;
      }
      if (lowest.evict(lowest.key)) {
        // before it leaves the map: who no longer finds it must find its mark
        evictions = evictions.plus(lowest.key, clock.nanoTime());
        return lowest;
      }
    }
  }

  private PeakEntry entry(String principal, long size) {
    epochs++;
    return new PeakEntry(principal, size, epochs, clock.nanoTime(), forgottenAtMost());
  }

  private void drop(long size) {
    for (long seen = largestDropped; size > seen; seen = largestDropped) {
      if (LARGEST_DROPPED.compareAndSet(this, seen, size)) {
        break;
      }
    }
    DROPPED.getAndAdd(this, 1L);
  }

  private long forgottenAtMost() {
    return Math.max(evictions.largestEvicted(), largestDropped);
  }

  /** What the view knows of a principal. No lock. */
  public PeakReading read(String principal) {
    PeakEntry entry = byName.get(principal);
    long forgotten = forgottenAtMost();
    if (entry != null) {
      return entry.reading(forgotten);
    }
    return forgotten == 0 ? PeakReading.none() : PeakReading.forgotten(forgotten);
  }

  /** What was forgotten so far. */
  public EvictedWatermark watermark() {
    return evictions.withDropped(largestDropped, dropped);
  }

  /** How many principals it keeps at most. */
  public int bound() {
    return bound;
  }

  /** How many principals it keeps now. */
  public int size() {
    synchronized (heap) {
      return heap.size();
    }
  }

  /** How many are found by name at this instant; tests hold it against the bound. */
  int kept() {
    return byName.size();
  }

  /** The names and peaks that are kept now, the largest peak first. Takes the lock of newcomers. */
  public List<PeakLine> lines() {
    List<PeakEntry> entries;
    synchronized (heap) {
      entries = heap.copy();
    }
    List<PeakLine> lines = new ArrayList<>(entries.size());
    for (PeakEntry entry : entries) {
      lines.add(new PeakLine(entry.principal, entry.reading(forgottenAtMost())));
    }
    lines.sort(LARGEST_FIRST);
    return lines;
  }

  private static final class LargestFirst implements Comparator<PeakLine> {
    @Override
    public int compare(PeakLine a, PeakLine b) {
      int bySize = Long.compare(b.reading().peak(), a.reading().peak());
      return bySize != 0 ? bySize : a.principal().compareTo(b.principal());
    }
  }
}
