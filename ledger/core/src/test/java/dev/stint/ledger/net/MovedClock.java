package dev.stint.ledger.net;

import dev.stint.ledger.MonotonicClock;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that tests move; it starts near the overflow, which no difference may mind. */
final class MovedClock implements MonotonicClock {
  static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 30 * SECOND);

  @Override
  public long nanoTime() {
    return now.get();
  }

  void advance(long nanos) {
    now.addAndGet(nanos);
  }
}
