package dev.stint.ledger;

import java.util.concurrent.locks.LockSupport;

/** The waiting admission: try, park until something is given back, try again. */
final class Waiting {
  private Waiting() {}

  static Verdict reserve(Scope scope, Resource resource, long amount, long maxWaitNanos) {
    Verdict first = scope.attempt(resource, amount);
    if (first instanceof Denied denied && denied.retryAfterNanos() != 0 && maxWaitNanos > 0) {
      return scope.refusedOr(await(scope, denied, maxWaitNanos));
    }
    return scope.refusedOr(first);
  }

  private static Verdict await(Scope scope, Denied first, long maxWaitNanos) {
    long start = System.nanoTime();
    Thread thread = Thread.currentThread();
    Denied denied = first;
    for (; ; ) {
      Ledger ledger = denied.ledger();
      ledger.waiters().join(thread);
      try {
        Verdict verdict = scope.attempt(first.resource(), first.requested());
        if (!(verdict instanceof Denied again) || again.retryAfterNanos() == 0) {
          return verdict;
        }
        denied = again;
        long left = maxWaitNanos - (System.nanoTime() - start);
        if (left <= 0 || thread.isInterrupted()) {
          return denied;
        }
        if (denied.ledger() == ledger) {
          long nap = denied.retryAfterNanos() > 0 ? denied.retryAfterNanos() : left;
          park(ledger, Math.min(left, nap));
        }
      } finally {
        ledger.waiters().leave(thread);
      }
    }
  }

  private static void park(Ledger ledger, long nanos) {
    long before = System.nanoTime();
    LockSupport.parkNanos(ledger, nanos);
    ledger.countStall(System.nanoTime() - before);
  }
}
