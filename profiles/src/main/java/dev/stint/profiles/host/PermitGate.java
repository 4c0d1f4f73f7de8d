package dev.stint.profiles.host;

import dev.stint.ledger.Nullable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A gate with so many permits, which can be resized while it is in use. First come, first served.
 * Thread-safe.
 *
 * <p>Shrinking takes nothing from those who hold a permit: they go on, and new ones are refused or
 * wait until enough have left ({@link #excess}). Growing lets those in who wait.
 */
public final class PermitGate {
  private final Adjustable permits;
  private int size;

  /** The JDK lets subclasses alone take permits away. */
  private static final class Adjustable extends Semaphore {
    private static final long serialVersionUID = 1L;

    private Adjustable(int permits) {
      super(permits, true);
    }

    private void take(int fewer) {
      reducePermits(fewer);
    }
  }

  /** The right to be inside; closing it leaves, once. */
  public final class Permit implements AutoCloseable {
    private final AtomicBoolean held = new AtomicBoolean(true);

    private Permit() {}

    @Override
    public void close() {
      if (held.compareAndSet(true, false)) {
        permits.release();
      }
    }
  }

  /** A gate of that size, at least 1. */
  public PermitGate(int size) {
    this.size = checked(size);
    this.permits = new Adjustable(size);
  }

  private static int checked(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a gate has at least 1 permit: " + size);
    }
    return size;
  }

  /** Enters when there is room and nobody waits; else null. */
  public @Nullable Permit tryEnter() {
    return permits.hasQueuedThreads() || !permits.tryAcquire() ? null : new Permit();
  }

  /** Enters, waiting at most so long; else null. */
  public @Nullable Permit enter(long waitNanos) throws InterruptedException {
    return permits.tryAcquire(waitNanos, TimeUnit.NANOSECONDS) ? new Permit() : null;
  }

  /** From now on that many may be inside, at least 1. */
  public synchronized void resize(int to) {
    int more = checked(to) - size;
    size = to;
    if (more > 0) {
      permits.release(more);
    } else if (more < 0) {
      permits.take(-more);
    }
  }

  public synchronized int size() {
    return size;
  }

  /** How many are inside at this moment, which others may change. */
  public synchronized int inside() {
    return size - permits.availablePermits();
  }

  /** How many have to leave before anybody enters again: what a shrink left above the size. */
  public synchronized int excess() {
    return Math.max(0, -permits.availablePermits());
  }
}
