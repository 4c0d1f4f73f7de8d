package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Who waits for room in one ledger: a ring of principals, and in each those who came, in order.
 *
 * <p>One waiter at a time has the turn and tries; when it is done, with success or not, the turn
 * goes to the next principal whose first waiter has not tried since something was given back. So
 * nothing that was given back is missed by a waiter that it would fit, a waiter never overtakes one
 * of its own principal, and many principals get room in turn.
 *
 * <p>Guarded by a latch. It is held for a few steps and nothing is entered meanwhile, so {@link
 * #wake} may be called inside the gate: there it allocates nothing.
 */
final class WaitQueue {
  private static final VarHandle LATCH;

  static {
    try {
      LATCH = MethodHandles.lookup().findVarHandle(WaitQueue.class, "latch", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Map<String, Line> lines = new HashMap<>();

  /** The principal that was served last; the next one is asked first. */
  private @Nullable Line cursor;

  /** How often something was given back. */
  private long news;

  /** Who has the turn, or null. */
  private @Nullable Waiter turn;

  private volatile int size;
  private volatile int latch;

  boolean isEmpty() {
    return size == 0;
  }

  /** How many wait. */
  int size() {
    return size;
  }

  /** Joins at the end of its principal's line; may get the turn at once. */
  void join(Waiter waiter) {
    lock();
    try {
      waiter.turn = false;
      waiter.tried = -1;
      Line line = lines.get(waiter.principal);
      if (line == null) {
        line = new Line(waiter.principal);
        lines.put(waiter.principal, line);
        insert(line);
      }
      line.add(waiter);
      size = size + 1;
    } finally {
      latch = 0;
    }
    giveTurn();
  }

  /** Leaves; who comes next in its line has its try, and the turn goes on. */
  void leave(Waiter waiter) {
    lock();
    try {
      Line line = lines.get(waiter.principal);
      if (line != null && line.remove(waiter)) {
        size = size - 1;
        if (turn == waiter) {
          cursor = line;
        }
        if (line.first == null) {
          lines.remove(waiter.principal);
          remove(line);
        }
      }
      endTurn(waiter);
    } finally {
      latch = 0;
    }
    giveTurn();
  }

  /**
   * Before a try: what is given back from now on needs another one. False when something was given
   * back since it got the turn, and the turn has gone to one that is before it in the round.
   */
  boolean begin(Waiter waiter) {
    Waiter before;
    lock();
    try {
      before = turn == waiter ? next() : waiter;
      if (before == null || before == waiter) {
        waiter.tried = news;
        return true;
      }
      endTurn(waiter);
    } finally {
      latch = 0;
    }
    giveTurn();
    return false;
  }

  /** Whether nobody has the turn and nobody needs it. */
  boolean isQuiet() {
    lock();
    try {
      return turn == null && next() == null;
    } finally {
      latch = 0;
    }
  }

  /** After a try that was refused: the turn goes on, the waiter stays. */
  void pass(Waiter waiter) {
    lock();
    endTurn(waiter);
    latch = 0;
    giveTurn();
  }

  /** Something was given back. No allocation; may be called inside the gate. */
  void wake() {
    if (size == 0) {
      return;
    }
    lock();
    news++;
    latch = 0;
    giveTurn();
  }

  /** Whether it stands first in its line: then it is its part to look at the clock of a window. */
  boolean isFirst(Waiter waiter) {
    lock();
    try {
      Line line = lines.get(waiter.principal);
      return line != null && line.first == waiter;
    } finally {
      latch = 0;
    }
  }

  private void endTurn(Waiter waiter) {
    waiter.turn = false;
    if (turn == waiter) {
      turn = null;
    }
  }

  private void giveTurn() {
    Waiter next = null;
    lock();
    try {
      if (turn == null) {
        next = next();
        turn = next;
      }
      if (next != null) {
        next.turn = true;
      }
    } finally {
      latch = 0;
    }
    if (next != null) {
      LockSupport.unpark(next.thread);
    }
  }

  /** The first one in the round that has not tried since something was given back, or null. */
  private @Nullable Waiter next() {
    Line start = cursor;
    if (start == null) {
      return null;
    }
    Line line = start;
    do {
      line = line.next;
      Waiter first = line.first;
      if (first != null && first.tried < news) {
        return first;
      }
    } while (line != start);
    return null;
  }

  /** Puts a principal at the end of the round. */
  private void insert(Line line) {
    Line at = cursor;
    if (at != null) {
      line.next = at.next;
      line.previous = at;
      at.next.previous = line;
      at.next = line;
    }
    cursor = line;
  }

  private void remove(Line line) {
    if (line.next == line) {
      cursor = null;
      return;
    }
    line.previous.next = line.next;
    line.next.previous = line.previous;
    if (cursor == line) {
      cursor = line.previous;
    }
  }

  private void lock() {
    for (int spins = 0; !LATCH.compareAndSet(this, 0, 1); spins++) {
      Gate.pause(spins);
    }
  }

  /** One thread that waits. Its fields are guarded by the latch of the queue that it is in. */
  static final class Waiter implements Owned {
    final Thread thread;
    final String principal;
    private @Nullable Waiter next;
    private @Nullable Waiter previous;

    /** The news that its last try knew of; -1 for one that has not tried at this place. */
    private long tried = -1;

    /** Whether it may try. */
    volatile boolean turn;

    /** Whether its scope is closing. */
    volatile boolean over;

    Waiter(Thread thread, String principal) {
      this.thread = thread;
      this.principal = principal;
    }

    @Override
    public void scopeCloses() {
      over = true;
      LockSupport.unpark(thread);
    }
  }

  /** The waiters of one principal, in the order in which they came. */
  private static final class Line {
    final String principal;
    Line next = this;
    Line previous = this;
    @Nullable Waiter first;
    private @Nullable Waiter last;

    Line(String principal) {
      this.principal = principal;
    }

    void add(Waiter waiter) {
      Waiter end = last;
      waiter.previous = end;
      waiter.next = null;
      if (end == null) {
        first = waiter;
      } else {
        end.next = waiter;
      }
      last = waiter;
    }

    boolean remove(Waiter waiter) {
      if (first != waiter && waiter.previous == null) {
        return false;
      }
      Waiter before = waiter.previous;
      Waiter after = waiter.next;
      if (before == null) {
        first = after;
      } else {
        before.next = after;
      }
      if (after == null) {
        last = before;
      } else {
        after.previous = before;
      }
      waiter.next = null;
      waiter.previous = null;
      return true;
    }
  }
}
