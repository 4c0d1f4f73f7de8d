package dev.stint.ledger.model;

/**
 * The words of the lane model's state. Four ledgers of one resource:
 *
 * <pre>
 *      root          leaf a: [a, g, root], two lanes; after a rebind [a, root]
 *      /  \          leaf b: [b, root], one lane
 *     g    b
 *     |
 *     a
 * </pre>
 */
final class LaneState {
  static final int A = 0;
  static final int B = 1;
  static final int G = 2;
  static final int ROOT = 3;
  static final int LEDGERS = 4;

  /** Lanes 0 and 1 belong to leaf a, lane 2 to leaf b. */
  static final int LANES = 3;

  static final byte OFF = -1;

  static final int USED = 0;
  static final int HARD = 4;
  static final int REFUSALS = 8;
  static final int CELL = 12;
  static final int CLOSED = 15;
  static final int MOVED = 16;
  static final int ALONE = 17;
  static final int INSIDE = 18;
  static final int SWITCHED = 19;
  static final int REPORTED_OK = 20;
  static final int THREADS = 21;

  // The words of one thread.
  static final int POS = 0;
  static final int PC = 1;
  static final int INDEX = 2;
  static final int SEEN = 3;
  static final int GRANTED = 4;
  static final int CACHE_LEDGER = 5;
  static final int CACHE_VALUE = 6;
  static final int CACHE_AMOUNT = 7;
  static final int BITS = 8;
  static final int REFUSED = 9;
  static final int WORDS = 10;

  /** In BITS: the credit is asked for too; the denial was justified; ledgers drained so far. */
  static final int WITH_BATCH = 16;

  static final int JUSTIFIED = 32;
  static final int DRAINED = 15;

  // Places in an operation.
  static final int START = 0;
  static final int READ_LANE = 1;
  static final int SET_LANE = 2;
  static final int READ_CACHE = 3;
  static final int ENTER = 4;
  static final int READ = 5;
  static final int ADD = 6;
  static final int READ_AGAIN = 7;
  static final int UNDO = 8;
  static final int SWITCH_ON = 9;
  static final int CLEAR = 10;
  static final int FILL = 11;
  static final int LEAVE = 12;
  static final int LEAVE_REFUSED = 13;
  static final int DRAIN_OUTSIDE = 14;
  static final int WANT = 15;
  static final int AWAIT = 16;
  static final int DRAIN = 17;
  static final int TRY = 18;
  static final int LEAVE_ALONE_GRANTED = 19;
  static final int LEAVE_ALONE = 20;
  static final int SUBTRACT = 21;
  static final int TAKE = 22;
  static final int CLEAR_AFTER = 23;
  static final int REPORT = 24;
  static final int CLEAR_LATE = 25;

  private static final int[][] LINES = {{A, G, ROOT}, {B, ROOT}};
  private static final int[] REBOUND = {A, ROOT};
  private static final String[] NAMES = {"a", "b", "g", "root"};

  private LaneState() {}

  static int at(byte[] s, int thread, int word) {
    return s[THREADS + WORDS * thread + word];
  }

  static void set(byte[] n, int thread, int word, int value) {
    n[THREADS + WORDS * thread + word] = (byte) value;
  }

  static void go(byte[] n, int thread, int pc, int index) {
    set(n, thread, PC, pc);
    set(n, thread, INDEX, index);
  }

  /** Returns from the operation. */
  static void next(byte[] n, int thread) {
    set(n, thread, POS, at(n, thread, POS) + 1);
    go(n, thread, 0, 0);
    set(n, thread, SEEN, 0);
    set(n, thread, BITS, 0);
    set(n, thread, REFUSED, 0);
  }

  static int[] line(byte[] s, int leaf) {
    return leaf == A && s[MOVED] != 0 ? REBOUND : LINES[leaf];
  }

  static boolean inLine(byte[] s, int leaf, int ledger) {
    for (int each : line(s, leaf)) {
      if (each == ledger) {
        return true;
      }
    }
    return false;
  }

  static int leafOf(int lane) {
    return lane < 2 ? A : B;
  }

  static boolean odd(byte[] s, int ledger) {
    return (s[REFUSALS + ledger] & 1) != 0;
  }

  /** Makes the counter even: what was refused may be granted now. */
  static void clear(byte[] n, int ledger) {
    if (odd(n, ledger)) {
      n[REFUSALS + ledger]++;
    }
  }

  static boolean closed(byte[] s, int leaf) {
    return (s[CLOSED] & 1 << leaf) != 0;
  }

  /** Whether what a closed leaf held was given back too. */
  static boolean emptied(byte[] s, int leaf) {
    return (s[CLOSED] & 4 << leaf) != 0;
  }

  /** Drains the lane if it lies below the ledger. */
  static void drainBelow(byte[] n, int ledger, int lane) {
    if (inLine(n, leafOf(lane), ledger)) {
      drainLane(n, lane);
    }
  }

  /** The next lane below the ledger, or LANES. */
  static int following(byte[] s, int ledger, int lane) {
    int next = lane + 1;
    while (next < LANES && !inLine(s, leafOf(next), ledger)) {
      next++;
    }
    return next;
  }

  static void drainLane(byte[] n, int lane) {
    int credit = Math.max(0, n[CELL + lane]);
    n[CELL + lane] = OFF;
    n[SWITCHED] &= (byte) ~(1 << leafOf(lane));
    for (int ledger : line(n, leafOf(lane))) {
      n[USED + ledger] -= (byte) credit;
    }
  }

  static String name(int ledger) {
    return NAMES[ledger];
  }
}
