package dev.stint.ledger;

/**
 * What one thread knows: who pays, what was handed down to the next hook, and whether it is inside
 * our own code. Confined to its thread.
 */
public final class Cell {
  private static final Local LOCAL = new Local();

  private static volatile @Nullable Starters starters;

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

  /** From now on a new cell begins with the scope that started its thread. */
  public static void inherit(Starters known) {
    starters = known;
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

  /** Knows for which scope a thread was started. Called at the first look at a thread's cell. */
  public interface Starters {
    /** The scope, or null; must not look at a cell. */
    @Nullable
    Scope starterOf(Thread thread);
  }

  private static final class Local extends ThreadLocal<Cell> {
    @Override
    protected Cell initialValue() {
      Cell cell = new Cell();
      Starters known = starters;
      if (known != null) {
        cell.scope = known.starterOf(Thread.currentThread());
      }
      return cell;
    }
  }
}
