package dev.stint.ledger.site;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.ResourceLimitExceeded;

/**
 * What woven guest code calls before it allocates, and what entry points call before the principal
 * of a thread changes.
 *
 * <p>The ledger of record is the JVM's exact counter, see {@link AllocationAccounts}; sites only
 * decide when to look at it, see {@link AllocationGrants}. A method asks for {@link #cell()} once
 * and hands it to its sites, or has one site that asks itself. While nothing is armed the cell is
 * null and a site costs one comparison.
 *
 * <p>All methods are safe from any thread, allocate nothing when they allow, take no lock, and
 * throw {@link ResourceLimitExceeded} alone, before the allocation.
 */
public final class AllocationSites {
  /** What one round of a loop that calls without allocating takes from the grant. */
  private static final long POLL_BYTES = 1 << 10;

  private static final long ARRAY_HEADER_BYTES = 16;
  private static final long REFERENCE_BYTES = 4;

  /** Above every array that Java can ask for, and small enough to add up without overflow. */
  private static final long SATURATED = 1L << 56;

  private static volatile @Nullable AllocationAccounts accounts;
  private static volatile boolean armed;

  private AllocationSites() {}

  /** Starts the books; with {@code arm}, sites deny from now on. */
  public static void install(AllocationAccounts books, boolean arm) {
    accounts = books;
    armed = arm;
  }

  /** Ends these books; others that were installed meanwhile stay. */
  public static synchronized void uninstall(AllocationAccounts books) {
    if (accounts == books) {
      armed = false;
      accounts = null;
    }
  }

  /**
   * Books all that the calling thread has allocated, to the scope that its cell still names. Call
   * it immediately before {@link Cell#scope} changes, and at the end of the thread before {@link
   * Cell#discard}. One read of the counter, no allocation but once for each thread.
   */
  public static void settle(Cell cell) {
    AllocationAccounts books = accounts;
    if (books != null) {
      books.settle(cell);
    }
  }

  /** The cell that this method's sites take from; null while no site denies. One volatile read. */
  public static @Nullable Cell cell() {
    return armed ? Cell.current() : null;
  }

  /** Before {@code new}: an object of about that size. No allocation, no atomic step. */
  public static void take(@Nullable Cell cell, int bytes) {
    if (cell != null) {
      long left = cell.remaining - bytes;
      if (left >= 0) {
        cell.remaining = left;
      } else {
        slow(cell, bytes);
      }
    }
  }

  /** The same for the only site of a method. */
  public static void take(int bytes) {
    take(cell(), bytes);
  }

  /**
   * Before {@code newarray} and {@code anewarray}; a negative length is the instruction's error.
   */
  public static void takeArray(int length, @Nullable Cell cell, int elementBytes) {
    if (cell != null && length >= 0) {
      long bytes = ARRAY_HEADER_BYTES + (long) length * elementBytes;
      long left = cell.remaining - bytes;
      if (left >= 0) {
        cell.remaining = left;
      } else {
        slow(cell, bytes);
      }
    }
  }

  /** The same for the only site of a method. */
  public static void takeArray(int length, int elementBytes) {
    takeArray(length, cell(), elementBytes);
  }

  /**
   * The bytes of an array of {@code length} elements of {@code elementBytes} each, and of the
   * reference to it: applied from the last dimension to the first it measures a {@code
   * multianewarray}. Saturates; a negative length counts as none.
   */
  public static long nest(long elementBytes, int length) {
    if (length <= 0) {
      return ARRAY_HEADER_BYTES + REFERENCE_BYTES;
    }
    if (elementBytes >= SATURATED / length) {
      return SATURATED;
    }
    return ARRAY_HEADER_BYTES + REFERENCE_BYTES + elementBytes * length;
  }

  /** Before {@code multianewarray}: arrays of together that many bytes. */
  public static void takeNested(long bytes, @Nullable Cell cell) {
    if (cell != null) {
      long left = cell.remaining - bytes;
      if (left >= 0) {
        cell.remaining = left;
      } else {
        slow(cell, bytes);
      }
    }
  }

  /** The same for the only site of a method. */
  public static void takeNested(long bytes) {
    takeNested(bytes, cell());
  }

  /** Before {@code String.repeat}; what the call itself refuses is let through. */
  public static void takeRepeated(@Nullable String text, int count, @Nullable Cell cell) {
    if (cell != null && text != null && count > 1) {
      takeNested(ARRAY_HEADER_BYTES + (long) text.length() * count, cell);
    }
  }

  /** The same for the only site of a method. */
  public static void takeRepeated(@Nullable String text, int count) {
    takeRepeated(text, count, cell());
  }

  /** One round of a loop that calls and has no site: what it calls may allocate. */
  public static void poll(@Nullable Cell cell) {
    if (cell != null) {
      long left = cell.remaining - POLL_BYTES;
      if (left >= 0) {
        cell.remaining = left;
        cell.polled += POLL_BYTES;
      } else {
        pollSlow(cell);
      }
    }
  }

  /** At the entry of a method too large for more. */
  public static void poll() {
    poll(cell());
  }

  /** A class initialiser, or a class loader's method, begins on this thread: denials wait. */
  public static void enterInitializer() {
    Cell.current().initializers++;
  }

  /** It ended, by return or exception; the next site looks. */
  public static void exitInitializer() {
    Cell cell = Cell.current();
    if (cell.initializers > 0) {
      cell.initializers--;
    }
    cell.granted -= cell.remaining;
    cell.remaining = 0;
  }

  private static void slow(Cell cell, long bytes) {
    AllocationAccounts books = accounts;
    if (books != null) {
      AllocationGrants.look(books, cell, bytes, 0);
    }
  }

  private static void pollSlow(Cell cell) {
    AllocationAccounts books = accounts;
    if (books != null) {
      AllocationGrants.look(books, cell, 0, POLL_BYTES);
    }
  }
}
