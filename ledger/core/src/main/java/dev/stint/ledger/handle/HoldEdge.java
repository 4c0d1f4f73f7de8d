package dev.stint.ledger.handle;

import dev.stint.ledger.Amounts;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.ReservationSet;
import dev.stint.ledger.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * One edge of the authority graph: that a session holds an object, and from whose edge it was
 * derived. What it says of the capability never changes; where it lies, what it owns and what was
 * derived from it are guarded by the lock of its {@link HandleSpace}.
 */
public final class HoldEdge {
  private final Capability capability;
  private final Origin origin;

  /** The slot that it lies in, null when it is closed. */
  private @Nullable Slot slot;

  /** What the scope of its table is charged: the slot, and what came along when it was moved. */
  private ReservationSet charge;

  private List<Reservation> attached = new ArrayList<>();
  private @Nullable HoldEdge parent;
  private @Nullable HoldEdge firstChild;
  private @Nullable HoldEdge nextSibling;
  private @Nullable HoldEdge previousSibling;

  HoldEdge(Capability capability, Origin origin, ReservationSet charge) {
    this.capability = capability;
    this.origin = origin;
    this.charge = charge;
  }

  public Capability capability() {
    return capability;
  }

  public Origin origin() {
    return origin;
  }

  void attach(Reservation reservation) {
    for (int i = attached.size() - 1; i >= 0; i--) {
      if (!attached.get(i).isLive()) {
        attached.remove(i);
      }
    }
    attached.add(reservation);
  }

  void lieIn(@Nullable Slot next) {
    slot = next;
  }

  /** The slot of an edge that is in the graph. */
  Slot slot() {
    Slot now = slot;
    if (now == null) {
      throw new IllegalStateException("an edge of the graph lies in no slot");
    }
    return now;
  }

  /** Whether it owns exactly that, slot included. */
  boolean owns(Amounts reserved) {
    Amounts now = amounts();
    boolean same = now.size() == reserved.size();
    for (int i = 0; same && i < now.size(); i++) {
      same = now.amount(i) == reserved.amount(now.resource(i));
    }
    return same;
  }

  /** What a receiver of the whole edge would be charged: the slot and all that the edge owns. */
  Amounts amounts() {
    List<Reservation> held = new ArrayList<>(charge.parts());
    held.addAll(attached);
    Amounts sum = Amounts.of(Resource.HANDLES, 0);
    for (Reservation each : held) {
      sum = plus(sum, each.resource(), each.isLive() ? each.amount() : 0);
    }
    return sum;
  }

  private static Amounts plus(Amounts sum, Resource resource, long amount) {
    Amounts next = null;
    boolean found = false;
    for (int i = 0; i < sum.size(); i++) {
      boolean same = sum.resource(i) == resource;
      found |= same;
      long part = sum.amount(i) + (same ? amount : 0);
      long exact = part < 0 ? Long.MAX_VALUE : part;
      next = next == null ? Amounts.of(sum.resource(i), exact) : next.and(sum.resource(i), exact);
    }
    return found && next != null ? next : sum.and(resource, amount);
  }

  /** Takes the place of what was charged and attached; the old ones go to the list. */
  void recharge(ReservationSet next, List<AutoCloseable> into) {
    give(into);
    charge = next;
    attached = new ArrayList<>();
  }

  /** Adds what it owns to the list of what is to be released. */
  void give(List<AutoCloseable> into) {
    into.addAll(attached);
    into.add(charge);
  }

  /** Becomes an edge that was derived from that one. */
  void deriveFrom(@Nullable HoldEdge from) {
    parent = from;
    if (from != null) {
      HoldEdge head = from.firstChild;
      nextSibling = head;
      previousSibling = null;
      if (head != null) {
        head.previousSibling = this;
      }
      from.firstChild = this;
    }
  }

  /** Leaves the graph; what was derived from it counts as derived from its parent. */
  void leave() {
    for (HoldEdge child = firstChild; child != null; child = firstChild) {
      child.unlink();
      child.deriveFrom(parent);
    }
    unlink();
  }

  private void unlink() {
    HoldEdge before = previousSibling;
    HoldEdge after = nextSibling;
    HoldEdge above = parent;
    if (before != null) {
      before.nextSibling = after;
    } else if (above != null && above.firstChild == this) {
      above.firstChild = after;
    }
    if (after != null) {
      after.previousSibling = before;
    }
    parent = null;
    nextSibling = null;
    previousSibling = null;
  }

  /** An edge that was derived from this one and from which none is derived; itself for none. */
  HoldEdge deepest() {
    HoldEdge at = this;
    for (HoldEdge child = firstChild; child != null; child = at.firstChild) {
      at = child;
    }
    return at;
  }

  /** The edge that a derived one was derived from. */
  HoldEdge parent() {
    HoldEdge above = parent;
    if (above == null) {
      throw new IllegalStateException("an edge that was derived has a parent");
    }
    return above;
  }
}
