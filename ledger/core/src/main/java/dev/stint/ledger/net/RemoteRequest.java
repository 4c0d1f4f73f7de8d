package dev.stint.ledger.net;

import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;

/**
 * A request that the other side has no credit for yet. It is no {@link dev.stint.ledger.Denied}: no
 * ledger of ours refused, none counts it, and no limit of ours would help. Thread-safe.
 */
public final class RemoteRequest {
  private final RemoteCredit owner;
  private final String label;
  private final RemoteAttempt attempt;
  private final long sinceNanos;
  private final long deadlineNanos;
  private int attempts;
  private long endNanos;
  private RemoteOutcome outcome;
  private @Nullable RuntimeException failure;

  RemoteRequest(
      RemoteCredit owner,
      String label,
      RemoteAttempt attempt,
      long sinceNanos,
      long deadlineNanos,
      RemoteOutcome outcome) {
    this.owner = owner;
    this.label = PrincipalName.printable(label);
    this.attempt = attempt;
    this.sinceNanos = sinceNanos;
    this.endNanos = sinceNanos;
    this.deadlineNanos = deadlineNanos;
    this.outcome = outcome;
  }

  public synchronized RemoteOutcome outcome() {
    return outcome;
  }

  /** How often it was tried here; what was refused before it came to wait is not counted. */
  public synchronized int attempts() {
    return attempts;
  }

  /** What the attempt threw, or null. */
  public synchronized @Nullable RuntimeException failure() {
    return failure;
  }

  /** Ends it; false when it had ended before. An attempt under way is not undone. */
  public boolean cancel() {
    if (!end(RemoteOutcome.CANCELLED, endNanos())) {
      return false;
    }
    owner.forget(this);
    return true;
  }

  private synchronized long endNanos() {
    return endNanos;
  }

  /** What became of it, one line. */
  public synchronized String message() {
    String text =
        outcome.text()
            + ": request ["
            + label
            + "], attempts ["
            + attempts
            + "], waited ["
            + (endNanos - sinceNanos) / 1_000_000
            + "ms]";
    return outcome.code().equals("-") ? text : text + " (" + outcome.code() + ")";
  }

  boolean isOverdue(long nowNanos) {
    return nowNanos - deadlineNanos >= 0;
  }

  /** Tries once; outside of any lock, since the attempt is foreign code. */
  void tryOnce(long nowNanos, int attemptsAtMost) {
    RemoteAnswer answer;
    try {
      answer = attempt.attempt();
    } catch (RuntimeException e) {
      fail(e, nowNanos);
      return;
    }
    synchronized (this) {
      attempts++;
      if (answer == RemoteAnswer.ACCEPTED) {
        end(RemoteOutcome.ACCEPTED, nowNanos);
      } else if (attempts >= attemptsAtMost) {
        end(RemoteOutcome.ATTEMPTS_SPENT, nowNanos);
      }
    }
  }

  private synchronized void fail(RuntimeException e, long nowNanos) {
    attempts++;
    if (end(RemoteOutcome.FAILED, nowNanos)) {
      failure = e;
    }
  }

  synchronized boolean end(RemoteOutcome how, long nowNanos) {
    if (outcome.isFinal()) {
      return false;
    }
    outcome = how;
    endNanos = nowNanos;
    return true;
  }

  @Override
  public String toString() {
    return message();
  }
}
