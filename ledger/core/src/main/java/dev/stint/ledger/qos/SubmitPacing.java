package dev.stint.ledger.qos;

/**
 * How many submissions to a provider or device are in flight at once.
 *
 * <p><b>Units:</b> submissions; always at least 1 and at most the capacity. <b>Source:</b>
 * checklist Q-32; which class has which pacing is Stint's choice. <b>Threading:</b> pure.
 */
public enum SubmitPacing {
  /** One after the other. */
  FRUGAL,
  /** Half of what fits. */
  NORMAL,
  /** All that fits. */
  BURST;

  /** The pacing of a class: idle is frugal, perf-burst is burst, what lies between is normal. */
  public static SubmitPacing of(QosClass qos) {
    return switch (qos) {
      case IDLE -> FRUGAL;
      case NORMAL, INTERACTIVE -> NORMAL;
      case PERF_BURST -> BURST;
    };
  }

  /**
   * The depth at a capacity.
   *
   * @throws IllegalArgumentException when the capacity is below 1
   */
  public int depth(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1: " + capacity);
    }
    return switch (this) {
      case FRUGAL -> 1;
      case NORMAL -> Math.max(1, capacity / 2);
      case BURST -> capacity;
    };
  }
}
