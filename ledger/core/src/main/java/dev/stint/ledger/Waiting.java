package dev.stint.ledger;

import java.util.concurrent.locks.LockSupport;

/**
 * The waiting admission: try, park until it is one's turn again, try again. Fair by principal, see
 * {@link WaitQueue}; who comes while others wait joins behind them before its first try.
 */
final class Waiting {
  /** How often a clock that is not the JVM's is looked at: it may run faster than a park does. */
  private static final long LOOK_NANOS = 1_000_000;

  private final Scope scope;
  private final Resource resource;
  private final long amount;
  private final MonotonicClock clock;
  private final long start;
  private final long maxWaitNanos;
  private final WaitQueue.Waiter waiter;

  private Waiting(Scope scope, Resource resource, long amount, long maxWaitNanos) {
    this.scope = scope;
    this.resource = resource;
    this.amount = amount;
    this.clock = scope.root().clock();
    this.start = clock.nanoTime();
    this.maxWaitNanos = maxWaitNanos;
    this.waiter = new WaitQueue.Waiter(Thread.currentThread(), scope.principalName());
  }

  static Verdict reserve(Scope scope, Resource resource, long amount, long maxWaitNanos) {
    Ledger crowded = maxWaitNanos > 0 ? crowded(scope, resource) : null;
    if (crowded == null) {
      Verdict first = scope.attempt(resource, amount);
      if (!(first instanceof Denied denied) || !denied.retryable() || maxWaitNanos <= 0) {
        return scope.refusedOr(first);
      }
      crowded = denied.ledger();
    }
    Waiting waiting = new Waiting(scope, resource, amount, maxWaitNanos);
    return scope.refusedOr(waiting.await(crowded));
  }

  /** The first ledger of the line where somebody waits already. */
  private static @Nullable Ledger crowded(Scope scope, Resource resource) {
    for (Scope each : scope.line()) {
      Ledger ledger = each.existing(resource);
      if (ledger != null && ledger.hasWaiters()) {
        return ledger;
      }
    }
    return null;
  }

  private Verdict await(Ledger first) {
    if (!scope.own(waiter)) {
      return scope.attempt(resource, amount);
    }
    try {
      Ledger at = first;
      for (; ; ) {
        Verdict verdict = awaitAt(at);
        if (!(verdict instanceof Denied denied) || isFinal(denied) || denied.ledger() == at) {
          return verdict;
        }
        at = denied.ledger();
      }
    } finally {
      scope.disown(waiter);
    }
  }

  /** Waits at one ledger; a denial by another one ends that too. */
  private Verdict awaitAt(Ledger ledger) {
    long since = clock.nanoTime();
    WaitQueue queue = ledger.waiters();
    queue.join(waiter);
    try {
      long nap = Long.MAX_VALUE;
      for (; ; ) {
        park(ledger, queue, nap);
        boolean last = isOver();
        if (!last && !waiter.turn) {
          queue.wake();
          continue;
        }
        if (!queue.begin(waiter) && !last) {
          continue;
        }
        Verdict verdict = scope.attempt(resource, amount);
        if (!(verdict instanceof Denied denied)
            || last
            || isFinal(denied)
            || denied.ledger() != ledger) {
          return verdict;
        }
        nap = denied.retryAfterNanos() > 0 ? denied.retryAfterNanos() : Long.MAX_VALUE;
        queue.pass(waiter);
      }
    } finally {
      queue.leave(waiter);
      ledger.countStall(Math.max(0, clock.nanoTime() - since));
    }
  }

  /** Parks until it is this one's turn, its wait is over, or the first of a line may look again. */
  private void park(Ledger ledger, WaitQueue queue, long napNanos) {
    long from = clock.nanoTime();
    while (!waiter.turn && !isOver()) {
      long left = left();
      boolean naps = napNanos != Long.MAX_VALUE && queue.isFirst(waiter);
      long nap = naps ? napNanos - (clock.nanoTime() - from) : left;
      if (nap <= 0) {
        return;
      }
      long wait = Math.min(left, nap);
      LockSupport.parkNanos(
          ledger, clock == MonotonicClock.SYSTEM ? wait : Math.min(wait, LOOK_NANOS));
    }
  }

  private boolean isFinal(Denied denied) {
    return !denied.retryable() || isOver();
  }

  private boolean isOver() {
    return waiter.over || left() <= 0 || Thread.currentThread().isInterrupted();
  }

  private long left() {
    return maxWaitNanos - (clock.nanoTime() - start);
  }
}
