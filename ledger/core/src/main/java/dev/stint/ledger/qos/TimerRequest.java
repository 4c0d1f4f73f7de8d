package dev.stint.ledger.qos;

/**
 * A request for a timer or a sleep, judged by its arguments alone; the ledgers judge afterwards
 * whether there is room. Immutable.
 *
 * <p><b>Units:</b> nanoseconds on the clock of the timed service. <b>Accuracy:</b> as {@link
 * Coalescing}. <b>Failure:</b> typed, see {@link #outcome()}; nothing is clamped.
 */
public final class TimerRequest {
  private final TimerOutcome outcome;
  private final QosArgument qos;
  private final WakeTime wake;

  private TimerRequest(TimerOutcome outcome, QosArgument qos, WakeTime wake) {
    this.outcome = outcome;
    this.qos = qos;
    this.wake = wake;
  }

  /**
   * A timer.
   *
   * @param callerClass the effective class of the caller's lease: the timer has at most that
   */
  public static TimerRequest timer(QosArgument asked, QosClass callerClass, long deadlineNanos) {
    if (!(asked instanceof QosClass wanted)) {
      return refused(TimerOutcome.BAD_ARGUMENT, asked);
    }
    if (wanted.isAbove(callerClass)) {
      return refused(TimerOutcome.CLASS_ABOVE_CALLER, asked);
    }
    WakeTime wake = Coalescing.roundUp(deadlineNanos, wanted);
    return wake.isValid()
        ? new TimerRequest(TimerOutcome.ADMITTED, wanted, wake)
        : refused(TimerOutcome.BAD_ARGUMENT, asked);
  }

  /** A sleep: a timer whose wake time lies at most {@link TimerLimits#SLEEP_BOUND_NANOS} ahead. */
  public static TimerRequest sleep(
      QosArgument asked, QosClass callerClass, long deadlineNanos, long nowNanos) {
    TimerRequest timer = timer(asked, callerClass, deadlineNanos);
    boolean tooLong =
        timer.outcome == TimerOutcome.ADMITTED && timer.wake.nanos() > latestWake(nowNanos);
    return tooLong ? refused(TimerOutcome.BAD_ARGUMENT, asked) : timer;
  }

  private static long latestWake(long nowNanos) {
    long latest = nowNanos + TimerLimits.SLEEP_BOUND_NANOS;
    return latest < nowNanos ? Long.MAX_VALUE : latest;
  }

  private static TimerRequest refused(TimerOutcome why, QosArgument asked) {
    return new TimerRequest(why, asked, WakeTime.rejected());
  }

  /** {@link TimerOutcome#ADMITTED} when the arguments are good, else what is wrong with them. */
  public TimerOutcome outcome() {
    return outcome;
  }

  /** The class as asked for; a {@link QosClass} when admitted. */
  public QosArgument qos() {
    return qos;
  }

  /** When to fire; valid when admitted. */
  public WakeTime wake() {
    return wake;
  }
}
