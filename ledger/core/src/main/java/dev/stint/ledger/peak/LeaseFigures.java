package dev.stint.ledger.peak;

/**
 * What one lease of an instance uses: the baseline it found, the growth it caused, and what it
 * holds. Mutable, thread-safe, made by {@link LeaseBook#checkout}; close it when the instance is
 * given back, which counts once.
 *
 * <p><b>Units:</b> bytes, the sum over all memories and tables of the instance. <b>Accuracy:</b>
 * exact as far as the caller reports each growth; growth of an earlier leaseholder is part of the
 * baseline and never of this lease's growth. Linear memory cannot shrink: a smaller size is
 * ignored. <b>Failure:</b> figures admit and deny nothing; sums that pass {@link Long#MAX_VALUE}
 * throw {@link ArithmeticException} and change nothing.
 */
public final class LeaseFigures implements AutoCloseable {
  private final LiveFigures owner;
  private final long baselineBytes;

  /** Guarded by the owner. */
  private long heldBytes;

  /** Guarded by the owner. */
  private boolean open = true;

  LeaseFigures(LiveFigures owner, long baselineBytes) {
    this.owner = owner;
    this.baselineBytes = baselineBytes;
    this.heldBytes = baselineBytes;
  }

  /**
   * Reports the new size of the whole instance. Call it after the growth has been reserved and has
   * happened; of a denied growth nothing is reported.
   */
  public void grown(long sizeBytes) {
    synchronized (owner) {
      if (open && sizeBytes > heldBytes) {
        owner.grew(sizeBytes - heldBytes);
        heldBytes = sizeBytes;
      }
    }
  }

  /** Who pays for this lease. */
  public String principal() {
    return owner.principal();
  }

  /** The size at checkout, the initial memory of a fresh instance included. */
  public long baselineBytes() {
    return baselineBytes;
  }

  /** The size now minus the size at checkout; after the close, as it was then. */
  public long growthBytes() {
    synchronized (owner) {
      return heldBytes - baselineBytes;
    }
  }

  /** The size of the whole instance; 0 once the lease is closed. */
  public long heldBytes() {
    synchronized (owner) {
      return open ? heldBytes : 0;
    }
  }

  @Override
  public void close() {
    synchronized (owner) {
      if (open) {
        open = false;
        owner.closed(heldBytes - baselineBytes, heldBytes);
      }
    }
  }
}
