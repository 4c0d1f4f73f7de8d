package dev.stint.ledger.qos;

/**
 * Rounds deadlines up to a grid, so that timers of a class wake together.
 *
 * <p><b>Units:</b> nanoseconds on the clock of the timed service, which starts at 0; a negative
 * deadline (on the wire: one of 2<sup>63</sup> or more) is rejected. <b>Accuracy:</b> never early;
 * late by less than one window, to which the service that fires adds its own dispatch time.
 * <b>Threading:</b> pure functions. <b>Failure:</b> a deadline whose rounding would pass {@link
 * Long#MAX_VALUE} gives a {@link WakeTime} that is not valid; nothing is clamped and nothing
 * thrown.
 */
public final class Coalescing {
  /**
   * How many phases the owners of idle timers are spread over. Eight, so that every phase of the 8
   * ms window lies on the 1 ms grid of the interactive class and shares its wakes.
   */
  public static final int IDLE_PHASES = 8;

  private Coalescing() {}

  /** The next multiple of the class's window; a multiple, and any time of window 0, stays. */
  public static WakeTime roundUp(long deadlineNanos, QosClass qos) {
    return roundUp(deadlineNanos, qos.windowNanos());
  }

  /** The next multiple of any window; see {@link PowerMode} for windows other than a class's. */
  public static WakeTime roundUp(long deadlineNanos, long windowNanos) {
    return onGrid(deadlineNanos, windowNanos, 0);
  }

  /**
   * The same for every class but {@link QosClass#IDLE}, whose grid is shifted by a phase of the
   * owner: the idle timers of many owners then do not all wake at one instant. Late by less than
   * one window here too, which is stricter than the two windows that rounding first and shifting
   * afterwards would take.
   *
   * @param ownerKey any stable number of the owner
   */
  public static WakeTime roundUpSpread(long deadlineNanos, QosClass qos, long ownerKey) {
    return onGrid(deadlineNanos, qos.windowNanos(), phaseNanos(qos, ownerKey));
  }

  /** How far the grid of that owner is shifted: below the window, and 0 for all but idle. */
  public static long phaseNanos(QosClass qos, long ownerKey) {
    if (qos != QosClass.IDLE) {
      return 0;
    }
    return (mix(ownerKey) >>> 61) * (qos.windowNanos() / IDLE_PHASES);
  }

  private static WakeTime onGrid(long deadlineNanos, long windowNanos, long phaseNanos) {
    if (deadlineNanos < 0 || windowNanos < 0) {
      return WakeTime.rejected();
    }
    if (windowNanos == 0) {
      return WakeTime.at(deadlineNanos);
    }
    long wait = Math.floorMod(phaseNanos - deadlineNanos % windowNanos, windowNanos);
    long wake = deadlineNanos + wait;
    return wake < 0 ? WakeTime.rejected() : WakeTime.at(wake);
  }

  /** Spreads neighbouring numbers over all 64 bits, of which the top three choose the phase. */
  private static long mix(long key) {
    long z = (key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L;
    return (z ^ (z >>> 29)) * 0xBF58476D1CE4E5B9L;
  }
}
