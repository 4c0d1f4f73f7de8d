package dev.stint.ledger.qos;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The class that one call in progress lends to its callee. Close it when the call ends, however it
 * ends; closing again does nothing. Thread-safe.
 */
public final class Boost implements AutoCloseable {
  private final QosState callee;
  private final QosClass lent;
  private final AtomicBoolean open;

  Boost(QosState callee, QosClass lent, boolean counted) {
    this.callee = callee;
    this.lent = lent;
    this.open = new AtomicBoolean(counted);
  }

  /** The class of the caller. */
  public QosClass lent() {
    return lent;
  }

  /** Whether the callee counts this call now. */
  public boolean isOpen() {
    return open.get();
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      callee.giveBack(lent);
    }
  }
}
