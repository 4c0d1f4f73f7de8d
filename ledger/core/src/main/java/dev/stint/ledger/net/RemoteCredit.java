package dev.stint.ledger.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Keeps requests that the other side refused for lack of credit, and tries each again at every tick
 * until it is accepted, its deadline comes or its attempts are spent. No thread of its own: whoever
 * owns the connection calls {@link #tick}. Thread-safe; attempts run without a lock.
 */
public final class RemoteCredit {
  private final int waitingAtMost;
  private final int attemptsPerTick;
  private final int attemptsAtMost;

  /** Guarded by itself. */
  private final Deque<RemoteRequest> waiting = new ArrayDeque<>();

  /** Taken out by a tick and not put back yet; guarded by {@code waiting}. */
  private int underWay;

  /**
   * @param waitingAtMost how many requests may wait
   * @param attemptsPerTick how many are tried by one tick; the others come first at the next
   * @param attemptsAtMost how often one request is tried
   */
  public RemoteCredit(int waitingAtMost, int attemptsPerTick, int attemptsAtMost) {
    if (waitingAtMost < 0 || attemptsPerTick < 1 || attemptsAtMost < 1) {
      throw new IllegalArgumentException(
          "waiting ["
              + waitingAtMost
              + "], attempts per tick ["
              + attemptsPerTick
              + "] and attempts ["
              + attemptsAtMost
              + "] must be positive");
    }
    this.waitingAtMost = waitingAtMost;
    this.attemptsPerTick = attemptsPerTick;
    this.attemptsAtMost = attemptsAtMost;
  }

  /**
   * Lets a request wait that the other side has just refused. It is over at once when its deadline
   * has come or there is no place.
   *
   * @param label for messages
   * @param deadlineNanos on the clock of {@code nowNanos}
   */
  public RemoteRequest park(
      String label, RemoteAttempt attempt, long nowNanos, long deadlineNanos) {
    RemoteOutcome first = RemoteOutcome.WAITING;
    synchronized (waiting) {
      if (nowNanos - deadlineNanos >= 0) {
        first = RemoteOutcome.TIMED_OUT;
      } else if (waiting.size() + underWay >= waitingAtMost) {
        first = RemoteOutcome.NO_PLACE;
      }
      RemoteRequest request =
          new RemoteRequest(this, label, attempt, nowNanos, deadlineNanos, first);
      if (first == RemoteOutcome.WAITING) {
        waiting.addLast(request);
      }
      return request;
    }
  }

  /**
   * Ends what is overdue, then tries the others, the longest waiting first. A tick while another is
   * under way does nothing.
   *
   * @return how many requests ended
   */
  public int tick(long nowNanos) {
    List<RemoteRequest> due = takeOut();
    int before = due.size();
    if (before == 0) {
      return 0;
    }
    int tried = 0;
    int kept = 0;
    try {
      endOverdue(due, nowNanos);
      while (tried < Math.min(attemptsPerTick, due.size())) {
        due.get(tried++).tryOnce(nowNanos, attemptsAtMost);
      }
    } finally {
      kept = putBack(due, tried);
    }
    return before - kept;
  }

  /** All that wait; none while another tick has them. */
  private List<RemoteRequest> takeOut() {
    synchronized (waiting) {
      List<RemoteRequest> due = new ArrayList<>(waiting);
      if (underWay > 0) {
        due.clear();
        return due;
      }
      waiting.clear();
      underWay = due.size();
      return due;
    }
  }

  private static void endOverdue(List<RemoteRequest> due, long nowNanos) {
    Iterator<RemoteRequest> each = due.iterator();
    while (each.hasNext()) {
      RemoteRequest request = each.next();
      if (request.isOverdue(nowNanos)) {
        request.end(RemoteOutcome.TIMED_OUT, nowNanos);
      }
      if (request.outcome().isFinal()) {
        each.remove();
      }
    }
  }

  /** Those that were not tried come first at the next tick, those that were come last. */
  private int putBack(List<RemoteRequest> due, int tried) {
    synchronized (waiting) {
      int before = waiting.size();
      for (int i = due.size() - 1; i >= tried; i--) {
        if (!due.get(i).outcome().isFinal()) {
          waiting.addFirst(due.get(i));
        }
      }
      for (int i = 0; i < tried; i++) {
        if (!due.get(i).outcome().isFinal()) {
          waiting.addLast(due.get(i));
        }
      }
      underWay = 0;
      return waiting.size() - before;
    }
  }

  void forget(RemoteRequest request) {
    synchronized (waiting) {
      waiting.remove(request);
    }
  }

  /** How many requests wait. */
  public int waiting() {
    synchronized (waiting) {
      return waiting.size() + underWay;
    }
  }
}
