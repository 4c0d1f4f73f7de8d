package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How much of one thread's counter of allocated bytes is booked, shared by the thread and the
 * sampler.
 *
 * <p>Guarantee: the bytes between two values of {@link #booked} are booked by exactly one thread,
 * the one whose {@link #claim} went from the first value to the second. Nobody waits.
 */
public final class AllocationAccount {
  /** The value of {@link #booked} for a thread whose counter cannot be read. */
  public static final long NO_COUNTER = -1;

  private static final VarHandle BOOKED;
  private static final VarHandle HELD;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BOOKED = lookup.findVarHandle(AllocationAccount.class, "booked", long.class);
      HELD = lookup.findVarHandle(AllocationAccount.class, "held", Reservation.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Object owner;
  private final Cell cell;
  private final Thread thread;
  private final long firstBytes;
  private volatile long booked;
  private volatile @Nullable Reservation held;

  /** The next one in a list of new accounts; written before the list is published. */
  public @Nullable AllocationAccount next;

  /**
   * An account of the calling thread.
   *
   * @param owner who keeps the books; a cell that meets another owner opens a new account
   * @param firstBytes the counter now, or {@link #NO_COUNTER}
   */
  public AllocationAccount(Object owner, Cell cell, long firstBytes) {
    this.owner = owner;
    this.cell = cell;
    this.thread = Thread.currentThread();
    this.firstBytes = firstBytes;
    this.booked = firstBytes;
  }

  public Object owner() {
    return owner;
  }

  public Cell cell() {
    return cell;
  }

  public Thread thread() {
    return thread;
  }

  /** The counter when the account was opened: what came before is not booked through it. */
  public long firstBytes() {
    return firstBytes;
  }

  /** The counter up to which everything is booked, or {@link #NO_COUNTER}. */
  public long booked() {
    return booked;
  }

  /** Takes the bytes from {@code seen} to {@code upTo} for the caller to book. One CAS. */
  public boolean claim(long seen, long upTo) {
    return BOOKED.compareAndSet(this, seen, upTo);
  }

  /** Keeps the reservation of an array that is about to be allocated; there is one at most. */
  public void hold(Reservation reservation) {
    held = reservation;
  }

  /** The reservation of an array whose allocation is not booked yet, or null. */
  public @Nullable Reservation held() {
    return held;
  }

  /** Takes the reservation out; true for exactly one caller. */
  public boolean takeHeld(Reservation expected) {
    return HELD.compareAndSet(this, expected, null);
  }
}
