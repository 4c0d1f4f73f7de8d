package dev.stint.ledger.qos;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The class of one task: the base it was launched with, the current one, the ceiling it never
 * passes by itself, and what callers in progress lend it.
 *
 * <p><b>Guarantees:</b> base and current never lie above the ceiling; the ceiling only falls; the
 * effective class is the higher of the current one and of every call in progress, also above the
 * ceiling, and falls back when the last such call ends. Loans do not change current. <b>Accuracy:
 * </b> a lent class is the caller's at the start of the call; a caller that is raised meanwhile
 * lends no more. At most {@value #MOST_CALLS} calls are counted per class; one above that shares
 * the loan of the others. <b>Threading:</b> everything is one atomic word, so any reader sees one
 * consistent state; changes are compare-and-set, without locks. <b>Failure:</b> none; changes go
 * through {@link QosAuthority}, which audits them.
 */
public final class QosState {
  /** How many calls in progress are counted per class: 19 bits each. */
  public static final int MOST_CALLS = (1 << 19) - 1;

  private static final int CURRENT_SHIFT = 2;
  private static final int CEILING_SHIFT = 4;
  private static final int CALLS_SHIFT = 6;
  private static final int CALLS_BITS = 19;
  private static final long CLASSES = (1L << CALLS_SHIFT) - 1;

  private final AtomicLong word;

  /**
   * @param base what the task starts with and may always return to
   * @param ceiling what it may reach at most
   * @throws IllegalArgumentException when base lies above ceiling
   */
  public QosState(QosClass base, QosClass ceiling) {
    if (base.isAbove(ceiling)) {
      throw new IllegalArgumentException("base [" + base + "] is above ceiling [" + ceiling + "]");
    }
    word = new AtomicLong(packed(base, base, ceiling));
  }

  /** A task that starts with that class and has it as its ceiling. */
  public static QosState of(QosClass base) {
    return new QosState(base, base);
  }

  public QosClass base() {
    return base(word.get());
  }

  public QosClass current() {
    return current(word.get());
  }

  public QosClass ceiling() {
    return ceiling(word.get());
  }

  /** The class to run with now: the higher of current and lent. */
  public QosClass effective() {
    long w = word.get();
    return QosClass.higher(current(w), lent(w));
  }

  /** The highest class that a call in progress lends; {@link QosClass#IDLE} for none. */
  public QosClass lent() {
    return lent(word.get());
  }

  /**
   * Lends this task the class of a caller until the result is closed. Pass the caller's {@link
   * #effective()} class, so that a loan reaches down a chain of calls.
   */
  public Boost inherit(QosClass caller) {
    if (caller == QosClass.IDLE) {
      return new Boost(this, caller, false);
    }
    for (; ; ) {
      long w = word.get();
      if (calls(w, caller) == MOST_CALLS) {
        return new Boost(this, caller, false);
      }
      if (word.compareAndSet(w, w + oneCall(caller))) {
        return new Boost(this, caller, true);
      }
    }
  }

  void giveBack(QosClass caller) {
    word.addAndGet(-oneCall(caller));
  }

  /** One consistent reading, for a decision that {@link #move} then applies. */
  long reading() {
    return word.get();
  }

  /** Sets current if base, current and ceiling are still those of the reading. */
  boolean move(long reading, QosClass to) {
    return replace(reading, moved(reading, to));
  }

  /** Lowers the ceiling, and base and current with it, if they are still those of the reading. */
  boolean lowerCeiling(long reading, QosClass to) {
    return replace(reading, lowered(reading, to));
  }

  /** Replaces the classes, whatever calls came or went since the reading. */
  private boolean replace(long reading, long next) {
    for (; ; ) {
      long w = word.get();
      if ((w & CLASSES) != (reading & CLASSES)) {
        return false;
      }
      if (word.compareAndSet(w, (w & ~CLASSES) | (next & CLASSES))) {
        return true;
      }
    }
  }

  /** Puts back the classes of a reading when the change to them could not be audited. */
  void restore(long changed, long reading) {
    replace(changed, reading);
  }

  /** The classes of a reading after a move. */
  static long moved(long reading, QosClass to) {
    return packed(base(reading), to, ceiling(reading));
  }

  /** The classes of a reading after its ceiling was lowered. */
  static long lowered(long reading, QosClass to) {
    QosClass base = QosClass.lower(base(reading), to);
    return packed(base, QosClass.lower(current(reading), to), to);
  }

  static QosClass base(long word) {
    return QosClass.ofCode((int) word & 3);
  }

  static QosClass current(long word) {
    return QosClass.ofCode((int) (word >>> CURRENT_SHIFT) & 3);
  }

  static QosClass ceiling(long word) {
    return QosClass.ofCode((int) (word >>> CEILING_SHIFT) & 3);
  }

  private static QosClass lent(long word) {
    for (int code = QosClass.PERF_BURST.code(); code > 0; code--) {
      if (calls(word, QosClass.ofCode(code)) > 0) {
        return QosClass.ofCode(code);
      }
    }
    return QosClass.IDLE;
  }

  private static int calls(long word, QosClass caller) {
    return (int) (word >>> shift(caller)) & MOST_CALLS;
  }

  private static long oneCall(QosClass caller) {
    return 1L << shift(caller);
  }

  private static int shift(QosClass caller) {
    return CALLS_SHIFT + CALLS_BITS * (caller.code() - 1);
  }

  private static long packed(QosClass base, QosClass current, QosClass ceiling) {
    return base.code()
        | (long) current.code() << CURRENT_SHIFT
        | (long) ceiling.code() << CEILING_SHIFT;
  }

  @Override
  public String toString() {
    long w = word.get();
    return "base " + base(w) + ", current " + current(w) + ", ceiling " + ceiling(w);
  }
}
