package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * The one-shot token of several resources that were reserved together or not at all; it is itself
 * the granted verdict. Its steps are those of {@link Reservation}, for all parts at once: each
 * takes effect at most once, whichever threads race for it.
 */
public final class ReservationSet implements SetVerdict, AutoCloseable {
  private static final int OPEN = 0;
  private static final int COMMITTED = 1;
  private static final int ENDED = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(ReservationSet.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Reservation[] parts;
  private volatile int state = OPEN;

  ReservationSet(Reservation[] parts) {
    this.parts = parts;
  }

  /** The reservations, in the order of the codes; they also stand among the holders. */
  public List<Reservation> parts() {
    return List.of(parts);
  }

  /** What is held of that resource; 0 when it is not part of the set. */
  public long amount(Resource resource) {
    for (Reservation part : parts) {
      if (part.resource() == resource) {
        return part.amount();
      }
    }
    return 0;
  }

  /** Publishes exactly what was reserved; false when the set was not open any more. */
  public boolean commit() {
    if (!STATE.compareAndSet(this, OPEN, COMMITTED)) {
      return false;
    }
    for (Reservation part : parts) {
      part.commit();
    }
    return true;
  }

  /**
   * Commits {@code actual} and gives the rest back; a resource that it does not name is given back
   * whole. False when the set was not open any more.
   *
   * @param actual of each resource at least 0 and at most what was reserved, else {@link
   *     IllegalArgumentException} and nothing happens
   */
  public boolean settle(Amounts actual) {
    for (int i = 0; i < actual.size(); i++) {
      long reserved = amount(actual.resource(i));
      if (actual.amount(i) < 0 || actual.amount(i) > reserved) {
        throw new IllegalArgumentException(
            "settle [" + actual.amount(i) + "] of reserved [" + reserved + "]");
      }
    }
    if (!STATE.compareAndSet(this, OPEN, COMMITTED)) {
      return false;
    }
    for (Reservation part : parts) {
      part.settle(Math.min(part.amount(), actual.amount(part.resource())));
    }
    return true;
  }

  /** Gives everything back before a commit; false when the set was not open any more. */
  public boolean rollback() {
    return end(OPEN);
  }

  /** Gives back what a commit holds; false when it is not committed or already released. */
  public boolean release() {
    return end(COMMITTED);
  }

  private boolean end(int from) {
    if (!STATE.compareAndSet(this, from, ENDED)) {
      return false;
    }
    Reservation.endAll(parts);
    return true;
  }

  /** Whether the set still holds something. */
  public boolean isLive() {
    return state != ENDED;
  }

  @Override
  public boolean granted() {
    return true;
  }

  @Override
  public ReservationSet setOrThrow() {
    return this;
  }

  @Override
  public void close() {
    if (!rollback()) {
      release();
    }
  }
}
