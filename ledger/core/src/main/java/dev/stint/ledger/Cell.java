package dev.stint.ledger;

/**
 * What one thread knows: who pays, what was handed down to the next hook, and whether it is inside
 * our own code. Confined to its thread.
 */
public final class Cell {
  private static final Local LOCAL = new Local();

  /** The scope that pays for what this thread does; null means the default principal. */
  public @Nullable Scope scope;

  /** Greater than 0 while this thread runs our code: hooks then let everything pass uncounted. */
  public int inside;

  @Nullable Reservation carried;

  private Cell() {}

  /** The cell of the calling thread. No allocation after its first call on a thread. */
  public static Cell current() {
    return LOCAL.get();
  }

  /** Forgets the cell of the calling thread, at its end. */
  public static void discard() {
    LOCAL.remove();
  }

  /** Takes the reservation that was handed down, when it is for that resource and amount. */
  public @Nullable Reservation adopt(Resource resource, long amount) {
    Reservation handed = carried;
    if (handed == null || handed.resource() != resource || handed.amount() != amount) {
      return null;
    }
    carried = null;
    return handed;
  }

  private static final class Local extends ThreadLocal<Cell> {
    @Override
    protected Cell initialValue() {
      return new Cell();
    }
  }
}
