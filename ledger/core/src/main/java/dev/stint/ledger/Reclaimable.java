package dev.stint.ledger;

/**
 * A part of a reservation that its holder is able to give back when a limit is lowered, such as a
 * cache. A target is a wish and changes no ledger: a shrink counts when it is acknowledged.
 *
 * <p>Safe from any thread. Units are those of the resource.
 */
public final class Reclaimable implements AutoCloseable {
  private final String name;
  private final Reservation token;
  private final Ledger ledger;
  private long offered;
  private long target;
  private boolean closed;

  private Reclaimable(String name, Reservation token, Ledger ledger, long offered) {
    this.name = name;
    this.token = token;
    this.ledger = ledger;
    this.offered = offered;
  }

  /**
   * Registers that {@code amount} of a committed reservation could be given back.
   *
   * @throws IllegalArgumentException when it is negative or more than the reservation holds
   */
  public static Reclaimable register(String name, Reservation token, long amount) {
    if (amount < 0 || amount > token.amount()) {
      throw new IllegalArgumentException(
          "reclaimable [" + amount + "] of held [" + token.amount() + "]");
    }
    Ledger ledger = token.scope().ledger(token.resource());
    Reclaimable made = new Reclaimable(name, token, ledger, amount);
    ledger.offers().add(made);
    return made;
  }

  public String name() {
    return name;
  }

  public Reservation reservation() {
    return token;
  }

  /** What could still be given back; 0 when the reservation has ended. */
  public synchronized long amount() {
    return closed || !token.isLive() ? 0 : Math.min(offered, token.amount());
  }

  /** What the last plan asked to be given back and was not acknowledged since. */
  public synchronized long target() {
    return Math.min(target, amount());
  }

  synchronized void want(long amount) {
    target = amount;
  }

  /**
   * Says that {@code amount} has been given up; only now the ledgers get it back. False when the
   * reservation has ended or is not committed, and nothing happens.
   *
   * @throws IllegalArgumentException when it is negative or more than is held
   */
  public synchronized boolean acknowledge(long amount) {
    long held = token.isLive() ? token.amount() : 0;
    if (amount < 0 || amount > held) {
      throw new IllegalArgumentException("acknowledge [" + amount + "] of held [" + held + "]");
    }
    if (!token.shrink(amount)) {
      return false;
    }
    offered = Math.max(0, offered - amount);
    target = Math.max(0, target - amount);
    return true;
  }

  boolean isOver() {
    return !token.isLive();
  }

  /** Withdraws the offer; the reservation itself stays with its holder. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    ledger.offers().remove(this);
  }
}
