package dev.stint.ledger;

import java.util.concurrent.atomic.AtomicInteger;

/** Who uses a scope that the reaper may close. Pinned inside the gate, unpinned anywhere. */
final class Pins {
  private final AtomicInteger users = new AtomicInteger();
  private final AtomicInteger uses = new AtomicInteger();
  private volatile boolean kept;

  /** How often it had been used when the last sweep found it idle; -1 for not idle. */
  private int idleSince = -1;

  void pin() {
    uses.incrementAndGet();
    users.incrementAndGet();
  }

  void unpin() {
    users.decrementAndGet();
  }

  void keep() {
    kept = true;
  }

  boolean free() {
    return !kept && users.get() == 0;
  }

  /** Notes what a sweep found; true when the sweep before found the same and nobody came since. */
  boolean idleAgain(boolean idle) {
    int now = uses.get() & Integer.MAX_VALUE;
    boolean again = idle && idleSince == now;
    idleSince = idle ? now : -1;
    return again;
  }
}
