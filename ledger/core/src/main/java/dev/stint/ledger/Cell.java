package dev.stint.ledger;

/**
 * What one thread knows: who pays, what was handed down to the next hook, and whether it is inside
 * our own code. Confined to its thread, but for the sampler of allocation, which reads the scope.
 */
public final class Cell {
  private static final Local LOCAL = new Local();

  private static volatile @Nullable Starters starters;

  /** The scope that pays for what this thread does; null means the default principal. */
  public @Nullable Scope scope;

  /** Greater than 0 while this thread runs our code: hooks then let everything pass uncounted. */
  public int inside;

  /**
   * Allocation: the bytes that sites of this thread may still take before one of them looks at the
   * exact counter. Estimates that steer when to look; they are never booked.
   */
  public long remaining;

  /** Allocation: what {@link #remaining} was after the last look, and the site that looked. */
  public long granted;

  /** Allocation: the part of the grant that loop polls took; they allocate nothing themselves. */
  public long polled;

  /** Allocation: the exact counter at the last look. */
  public long readAtLook;

  /** Allocation: exact bytes for each byte that sites took, times 256, biased to the maximum. */
  public long ratio;

  /** Allocation: how many class initialisers and class loadings are under way: denials wait. */
  public int initializers;

  /**
   * Allocation: the room that a denial found, while that denial is being handled; else {@link
   * Long#MIN_VALUE}.
   */
  public long roomAtDenial = Long.MIN_VALUE;

  /** Allocation: what is booked of this thread's counter; null before the first look. */
  public @Nullable AllocationAccount account;

  /** What the listener of spans keeps for this thread. */
  public @Nullable Object span;

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
