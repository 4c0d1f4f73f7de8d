package dev.stint.ledger.qos;

/**
 * The weight of a task among those of its class, as plain numbers.
 *
 * <p><b>Units:</b> shares, 1 to 1000, 100 by default, inherited by what a task spawns; above 500
 * policy must allow it for all but the system itself. <b>Source:</b> checklist Q-29, except that a
 * number outside the range is refused and not clamped. <b>Threading:</b> pure functions.
 */
public final class Shares {
  public static final int LEAST = 1;
  public static final int MOST = 1000;
  public static final int DEFAULT = 100;

  /** The most that a task has without an allowance of policy. */
  public static final int MOST_ORDINARY = 500;

  private static final int PER_TICK = 100;
  private static final int MOST_TICKS = 10;

  private Shares() {}

  /** Whether a task may have that many. */
  public static QosOutcome check(int shares, boolean allowedByPolicy) {
    if (shares < LEAST || shares > MOST) {
      return QosOutcome.INVALID_ARGUMENT;
    }
    boolean ordinary = shares <= MOST_ORDINARY;
    return ordinary || allowedByPolicy ? QosOutcome.ALLOWED : QosOutcome.PERMISSION_DENIED;
  }

  /**
   * How many ticks in a row a task with that many shares runs within its class: one per hundred,
   * from 1 to 10.
   */
  public static int ticks(int shares) {
    return Math.max(1, Math.min(MOST_TICKS, shares / PER_TICK));
  }
}
