package dev.stint.ledger;

/** A reservation on its way down to a hook; closing it takes back what no hook adopted. */
public final class Carried implements AutoCloseable {
  private final Cell cell;
  private final @Nullable Reservation before;
  private final Reservation reservation;

  Carried(Cell cell, Reservation reservation) {
    this.cell = cell;
    this.before = cell.carried;
    this.reservation = reservation;
    cell.carried = reservation;
  }

  /** Whether a hook has adopted the reservation: from then on the hook releases it. */
  public boolean adopted() {
    return cell.carried != reservation;
  }

  /** Ends the hand-over. The reservation itself stays with whoever holds it. */
  @Override
  public void close() {
    cell.carried = before;
  }
}
