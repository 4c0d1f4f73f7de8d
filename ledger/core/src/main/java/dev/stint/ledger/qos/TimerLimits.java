package dev.stint.ledger.qos;

import dev.stint.ledger.Limit;
import dev.stint.ledger.Resource;

/**
 * How many timers there may be, and how far ahead a sleep may lie.
 *
 * <p>A live timer is one unit of {@link Resource#TIMERS}, reserved before it is entered and
 * released when it fires, is cancelled or its owner ends; a sleep counts as a timer. The owner's
 * limit stands on the scope of the principal, the global one on the system scope or on that of the
 * timed service, and the ledgers admit against both at once: a refusal reserves nothing. <b>Source
 * </b> of the numbers: checklist.
 */
public final class TimerLimits {
  /** Live timers of one owner, where its profile says nothing. */
  public static final int LIVE_PER_OWNER = 64;

  /** Live timers of all owners. */
  public static final int LIVE_GLOBAL = 1024;

  /** How far ahead a sleep may end: 2 s. What takes longer is a timer. */
  public static final long SLEEP_BOUND_NANOS = 2_000_000_000L;

  private TimerLimits() {}

  /** The limit to bind on the {@link Resource#TIMERS} ledger of an owner without a profile. */
  public static Limit owner() {
    return Limit.hard(LIVE_PER_OWNER).from("built-in timerWaiterLimit");
  }

  /** The limit to bind on the ledger that all owners share. */
  public static Limit global() {
    return Limit.hard(LIVE_GLOBAL).from("built-in timers of all owners");
  }
}
