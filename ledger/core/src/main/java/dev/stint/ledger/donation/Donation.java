package dev.stint.ledger.donation;

import dev.stint.ledger.Denied;
import dev.stint.ledger.DonationExhausted;
import dev.stint.ledger.Malformed;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Stale;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The handle of a donation: what a service may spend of a caller's ledger in one call.
 *
 * <p>There is one handle of a donation that works; {@link #moveTo} makes another and ends this one.
 * It can spend, hand on a part, move and settle, and nothing more: the scope of the donor cannot be
 * reached through it, and its denials name the receiver as the one who asked.
 *
 * <p>All methods are safe from any thread. {@link #spend} is one compare-and-set on a word of the
 * handle itself and one look at the clock; of a flow it makes no object. Amounts are in the unit of
 * the resource.
 */
public final class Donation implements AutoCloseable {
  private static final long MOVED = -1;
  private static final long SETTLED = -2;
  private static final VarHandle FREE;

  static {
    try {
      FREE = MethodHandles.lookup().findVarHandle(Donation.class, "free", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Pot pot;
  private final int generation;
  private final Scope receiver;

  /** What may be spent through this handle, {@link #MOVED} or {@link #SETTLED}. */
  private volatile long free;

  Donation(Pot pot, int generation, Scope receiver, long free) {
    this.pot = pot;
    this.generation = generation;
    this.receiver = receiver;
    this.free = free;
  }

  /**
   * Spends, if so much is left, the deadline has not come and neither this donation nor one above
   * it is settled. A denial has no effect; nobody else pays instead.
   */
  public Spent spend(long amount) {
    if (amount < 0) {
      return Spent.of(Malformed.of(receiver, pot.resource(), amount));
    }
    boolean late = pot.isLate();
    Spent granted = pot.answer(amount);
    for (; ; ) {
      long seen = free;
      if (late || seen < amount) {
        return Spent.of(refusal(amount));
      }
      if (FREE.compareAndSet(this, seen, seen - amount)) {
        return granted;
      }
    }
  }

  /**
   * Hands on a part to somebody whom this service calls: at most what is left here, no longer than
   * this donation lives, at most {@value Donations#DEEPEST} deep. Settling gives its rest back
   * here.
   *
   * @param timeoutNanos how long it lives; when this donation ends sooner, only so long
   */
  public Offer subDonate(Scope to, long amount, long timeoutNanos) {
    return pot.subDonate(this, to, amount, timeoutNanos);
  }

  /** Moves the donation, with all that is left, to another receiver; this handle is then stale. */
  public Offer moveTo(Scope next) {
    return pot.moveTo(this, next);
  }

  /**
   * Settles: what is spent is charged to the donor, the rest goes back. True when it was this call
   * that did; a stale handle does nothing.
   */
  public boolean settle() {
    return pot.settle(DonationEnd.FINISHED, this);
  }

  /** The same as {@link #settle}. */
  @Override
  public void close() {
    settle();
  }

  public long id() {
    return pot.id();
  }

  /** The call that it was made for. */
  public long callId() {
    return pot.callId();
  }

  public Resource resource() {
    return pot.resource();
  }

  /** What it was made for. */
  public long amount() {
    return pot.amount();
  }

  /** What can be spent through this handle at this moment; 0 when it is stale or settled. */
  public long left() {
    return Math.max(0, free);
  }

  /** The deadline on the clock of the graph, in nanoseconds. */
  public long deadlineNanos() {
    return pot.deadlineNanos();
  }

  /** How often the donation had moved when this handle was made. */
  public int generation() {
    return generation;
  }

  Pot pot() {
    return pot;
  }

  Scope receiver() {
    return receiver;
  }

  /** Why nothing is granted through this handle. */
  Denied refusal(long requested) {
    pot.countRefused();
    Resource resource = pot.resource();
    long seen = free;
    if (seen == MOVED) {
      return Stale.of(receiver, resource, requested, generation, pot.generation());
    }
    long gone = seen < 0 ? pot.spent() : pot.amount() - seen;
    return new DonationExhausted(receiver, resource, requested, pot.amount(), gone);
  }

  /** Gives back to the handle, unless it ended. */
  boolean put(long amount) {
    for (; ; ) {
      long seen = free;
      if (seen < 0) {
        return false;
      }
      if (FREE.compareAndSet(this, seen, seen + amount)) {
        return true;
      }
    }
  }

  /** Takes out what a part is made of. */
  boolean take(long amount) {
    for (; ; ) {
      long seen = free;
      if (seen < amount) {
        return false;
      }
      if (FREE.compareAndSet(this, seen, seen - amount)) {
        return true;
      }
    }
  }

  /** Ends the handle in favour of the next one; returns what was left. */
  long endMoved() {
    return (long) FREE.getAndSet(this, MOVED);
  }

  /** Ends the handle for good; returns what was left. */
  long endSettled() {
    return (long) FREE.getAndSet(this, SETTLED);
  }
}
