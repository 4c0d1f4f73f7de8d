package dev.stint.ledger.qos;

import dev.stint.ledger.Nullable;

/**
 * Which class runs next: the most urgent one, except that a class behind its floor comes first, at
 * most every other time. So no class starves, and an urgent one is never kept waiting by a lower
 * one for more than one slice in a row.
 *
 * <p><b>Units:</b> floors in thousandths of the time that was run; times in nanoseconds of one
 * horizon, which the caller starts anew. <b>Source:</b> checklist O-Q2 for 5 % normal and 2 % idle;
 * 10 % for interactive below perf-burst is Stint's choice. <b>Threading:</b> pure functions.
 */
public final class ClassFloors {
  /** Entries that the run queue of one class holds; one more is refused (checklist Q-31). */
  public static final int QUEUE_ENTRIES_PER_CLASS = 64;

  private ClassFloors() {}

  /** What a class gets at least while it has work. */
  public static int floorPermille(QosClass qos) {
    return switch (qos) {
      case IDLE -> 20;
      case NORMAL -> 50;
      case INTERACTIVE -> 100;
      case PERF_BURST -> 0;
    };
  }

  /**
   * The class to run next, or null when none has work.
   *
   * @param runnable bit {@code 1 << code} for each class that has work
   * @param ranNanos by code, what each class ran in this horizon
   * @param floorLast whether the choice before this one was made for a floor
   */
  public static @Nullable QosClass next(int runnable, long[] ranNanos, boolean floorLast) {
    QosClass urgent = highest(runnable);
    QosClass owed = floorLast ? null : owed(runnable, ranNanos);
    return owed == null ? urgent : owed;
  }

  /** Whether {@link #next} chose that class for its floor and not for its urgency. */
  public static boolean isFloor(int runnable, QosClass chosen) {
    return chosen != highest(runnable);
  }

  private static @Nullable QosClass highest(int runnable) {
    for (int code = QosClass.PERF_BURST.code(); code >= 0; code--) {
      if ((runnable & 1 << code) != 0) {
        return QosClass.ofCode(code);
      }
    }
    return null;
  }

  /** The class that has the smallest part of its floor; the less urgent one when equal. */
  private static @Nullable QosClass owed(int runnable, long[] ranNanos) {
    long total = 0;
    for (long ran : ranNanos) {
      total += ran;
    }
    QosClass owed = null;
    double least = 1;
    for (int code = 0; code < QosClass.PERF_BURST.code(); code++) {
      QosClass qos = QosClass.ofCode(code);
      double floor = total * (floorPermille(qos) / 1000.0);
      if ((runnable & 1 << code) != 0 && ranNanos[code] < floor && ranNanos[code] / floor < least) {
        owed = qos;
        least = ranNanos[code] / floor;
      }
    }
    return owed;
  }
}
