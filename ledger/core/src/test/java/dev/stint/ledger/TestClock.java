package dev.stint.ledger;

import java.util.concurrent.atomic.AtomicLong;

/** A clock that tests move. */
final class TestClock implements MonotonicClock {
  private final AtomicLong now = new AtomicLong();

  @Override
  public long nanoTime() {
    return now.get();
  }

  void advance(long nanos) {
    now.addAndGet(nanos);
  }
}
