package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The live reservations of one ledger, so that they can be listed and recounted.
 *
 * <p>A reservation is pushed when it is granted and never unlinked when it ends; now and then the
 * one who pushes sorts out those that have ended, and so does everyone who asks for the list, such
 * as the reaper. So it costs one compare-and-set to be listed, and what ended does not stay.
 */
final class Holders {
  private static final int FIRST_SWEEP = 64;
  private static final VarHandle HEAD;
  private static final VarHandle SWEEPING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(Holders.class, "head", Reservation.class);
      SWEEPING = lookup.findVarHandle(Holders.class, "sweeping", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Reservation head;
  private volatile boolean sweeping;

  /** How many pushes are left before the next sweep; races make it come a little late. */
  private int untilSweep = FIRST_SWEEP;

  /** Lists a reservation that was granted. No allocation, one compare-and-set, amortised. */
  void push(Reservation reservation) {
    link(reservation, reservation);
    if (--untilSweep < 0) {
      sweep();
    }
  }

  private void link(Reservation first, Reservation last) {
    for (; ; ) {
      Reservation seen = head;
      last.next = seen;
      if (HEAD.compareAndSet(this, seen, first)) {
        return;
      }
    }
  }

  private void sweep() {
    if (!SWEEPING.compareAndSet(this, false, true)) {
      return;
    }
    untilSweep = FIRST_SWEEP;
    try {
      sortOut();
    } finally {
      sweeping = false;
    }
  }

  private void sortOut() {
    Reservation all = (Reservation) HEAD.getAndSet(this, null);
    Reservation first = null;
    Reservation last = null;
    int live = 0;
    for (Reservation each = all; each != null; ) {
      Reservation following = each.next;
      if (each.counts()) {
        live++;
        if (last == null) {
          first = each;
        } else {
          last.next = each;
        }
        last = each;
      }
      each = following;
    }
    if (first != null && last != null) {
      link(first, last);
    }
    untilSweep = Math.max(FIRST_SWEEP, live);
  }

  /**
   * Those that are live at about this moment, in no particular order. Forgets those that have
   * ended, but for the newest: whoever pushes meanwhile may be about to link it.
   */
  List<Reservation> list() {
    List<Reservation> live = new ArrayList<>();
    for (int spins = 0; !SWEEPING.compareAndSet(this, false, true); spins++) {
      Gate.pause(spins);
    }
    try {
      Reservation kept = null;
      for (Reservation each = head; each != null; each = each.next) {
        if (each.isLive()) {
          live.add(each);
        }
        if (kept == null || each.counts()) {
          kept = each;
        } else {
          kept.next = each.next;
        }
      }
    } finally {
      sweeping = false;
    }
    return live;
  }

  /** What the live ones hold. Alone in the gate, where nobody is in the middle of a sweep. */
  long sum() {
    long sum = 0;
    for (Reservation each = head; each != null; each = each.next) {
      if (each.counts()) {
        sum += each.amount();
      }
    }
    return sum;
  }
}
