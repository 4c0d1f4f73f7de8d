package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Bytes or pages that several scopes hold together. They are counted physically once, on the scope
 * of the pool, and logically in full by each holder: what a holder is charged, granted or denied is
 * the same whether or not anybody else holds the segment, so nobody learns of others by it.
 *
 * <p>The one who publishes the segment is its first holder. After {@link #close} nobody attaches
 * any more, and the last one to detach gives the physical reservation back. All methods are safe
 * from any thread; each attachment ends exactly once, at the latest with its scope.
 */
public final class SharedSegment implements AutoCloseable {
  private static final VarHandle HOLDERS;
  private static final VarHandle OPEN;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HOLDERS = lookup.findVarHandle(SharedSegment.class, "holders", long.class);
      OPEN = lookup.findVarHandle(SharedSegment.class, "open", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Reservation physical;
  private final Resource logical;
  private final long size;

  /** The publisher and every attachment; 0 for good when the physical part is given back. */
  private volatile long holders = 1;

  private volatile boolean open = true;

  private SharedSegment(Reservation physical, Resource logical, long size) {
    this.physical = physical;
    this.logical = logical;
    this.size = size;
  }

  /**
   * Publishes a segment on a reservation that was committed on the scope of the pool; from now on
   * it is the segment's to release.
   *
   * @param physical what the segment takes once
   * @param logical what each holder is charged, another resource than the physical one, because
   *     both meet in the root
   */
  public static SharedSegment publish(Reservation physical, Resource logical) {
    if (physical.resource() == logical) {
      throw new IllegalArgumentException(
          "segment counts [" + logical.label() + "] both once and for each holder");
    }
    if (!physical.isLive() || physical.isPending()) {
      throw new IllegalArgumentException("segment needs a committed reservation");
    }
    return new SharedSegment(physical, logical, physical.amount());
  }

  public long size() {
    return size;
  }

  /** Charges a holder in full; the answer tells nothing of other holders. */
  public SegmentVerdict attach(Scope holder) {
    Verdict verdict = holder.reserve(logical, size);
    if (verdict instanceof Denied denied) {
      return new SegmentVerdict(null, denied);
    }
    Reservation token = (Reservation) verdict;
    if (!enter()) {
      token.close();
      return new SegmentVerdict(null, Charging.refuse(gone(holder)));
    }
    token.commit();
    Attachment made = new Attachment(this, token);
    if (!holder.own(made)) {
      made.close();
      return new SegmentVerdict(null, Charging.refuse(closed(holder)));
    }
    return new SegmentVerdict(made, null);
  }

  private Denied gone(Scope holder) {
    return new Stale(holder, logical, size, 0, 1);
  }

  private Denied closed(Scope holder) {
    return new ScopeClosed(holder, holder.ledger(logical), size);
  }

  private boolean enter() {
    for (; ; ) {
      long seen = holders;
      if (seen == 0 || !open) {
        return false;
      }
      if (HOLDERS.compareAndSet(this, seen, seen + 1)) {
        return true;
      }
    }
  }

  void exit() {
    if ((long) HOLDERS.getAndAdd(this, -1L) == 1) {
      physical.close();
    }
  }

  /** Ends attaching; who is attached stays so. Idempotent. */
  @Override
  public void close() {
    if (OPEN.compareAndSet(this, true, false)) {
      exit();
    }
  }
}
