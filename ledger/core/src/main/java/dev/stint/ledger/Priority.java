package dev.stint.ledger;

/**
 * How full a ledger may become by a reservation: it is admitted when the new total is at most
 * {@code floor(room * (1 + value) / 256)} at every level, so that what matters less leaves room for
 * what matters more. The four named values are those of libp2p's resource manager.
 */
public final class Priority {
  /** Up to 40 percent. */
  public static final Priority LOW = new Priority(101);

  /** Up to 60 percent. */
  public static final Priority MEDIUM = new Priority(152);

  /** Up to 80 percent. */
  public static final Priority HIGH = new Priority(203);

  /** Up to the limit: what a charge has that names none. */
  public static final Priority ALWAYS = new Priority(255);

  private final int value;

  private Priority(int value) {
    this.value = value;
  }

  /** A priority between the named ones, 0 to 255. */
  public static Priority of(int value) {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException("priority must be 0 to 255: " + value);
    }
    return new Priority(value);
  }

  public int value() {
    return value;
  }

  /** The share of a room, exact for every long from 0 on. */
  static long share(long room, int value) {
    return (room >> 8) * (1 + value) + (((room & 255) * (1 + value)) >> 8);
  }

  @Override
  public String toString() {
    return "priority " + value;
  }
}
