package dev.stint.ledger.site;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Enforces;
import dev.stint.ledger.Headroom;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Verdict;
import java.util.concurrent.RunnableScheduledFuture;

/**
 * Timers of the JDK's schedulers: charged when scheduled, given back when fired for the last time,
 * cancelled, failed or collected. A periodic timer is one.
 */
public final class TimerSites {
  private static final Charges TIMERS = new Charges();

  private TimerSites() {}

  /**
   * A task is about to be scheduled.
   *
   * @return the token for {@link #scheduleFailed}, null when nothing was charged
   * @throws TimerLimitExceeded when it must not be scheduled
   */
  @Enforces(Resource.TIMERS)
  public static @Nullable Object scheduling(Object task) {
    Cell cell = Cell.current();
    if (cell.inside > 0) {
      return null;
    }
    Headroom.require();
    cell.inside++;
    try {
      return charge(cell, task);
    } catch (TimerLimitExceeded denied) {
      throw denied;
    } catch (Throwable unexpected) {
      Sites.fault();
      return null;
    } finally {
      cell.inside--;
    }
  }

  private static @Nullable Object charge(Cell cell, Object task) {
    if (TIMERS.find(task) != null) {
      return null;
    }
    Reservation token = cell.adopt(Resource.TIMERS, 1);
    if (token == null) {
      Verdict verdict = Sites.payer(cell).reserve(Resource.TIMERS, 1);
      if (verdict instanceof Denied denied) {
        throw new TimerLimitExceeded(denied);
      }
      token = (Reservation) verdict;
    }
    token.commit();
    if (TIMERS.add(task, token.scope(), token)) {
      return task;
    }
    token.close();
    return null;
  }

  /** The scheduler did not take it. */
  @Enforces(value = Resource.TIMERS, step = Enforces.Step.RELEASE)
  public static void scheduleFailed(@Nullable Object token) {
    if (token != null) {
      ended(token);
    }
  }

  /** A future is complete; most were never timers. No allocation. */
  @Enforces(value = Resource.TIMERS, step = Enforces.Step.RELEASE)
  public static void finished(Object future) {
    if (future instanceof RunnableScheduledFuture) {
      ended(future);
    }
  }

  /** A timer of a fork-join pool ran; {@code last} unless it is periodic. No allocation. */
  @Enforces(value = Resource.TIMERS, step = Enforces.Step.RELEASE)
  public static void ran(Object task, boolean last) {
    if (last) {
      ended(task);
    }
  }

  /** A timer was cancelled. No allocation. */
  @Enforces(value = Resource.TIMERS, step = Enforces.Step.RELEASE)
  public static void ended(Object task) {
    if (!Sites.hasHeadroom()) {
      return;
    }
    Charge charge = TIMERS.remove(task);
    if (charge != null) {
      charge.end();
    }
  }

  @Enforces(value = Resource.TIMERS, step = Enforces.Step.RELEASE)
  static int expunge() {
    return TIMERS.expunge();
  }
}
