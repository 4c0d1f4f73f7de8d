package dev.stint.ledger.handle;

import dev.stint.ledger.Amounts;
import dev.stint.ledger.Denied;
import dev.stint.ledger.Limit;
import dev.stint.ledger.NotTransferable;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.OverLimit;
import dev.stint.ledger.Owned;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.ReservationSet;
import dev.stint.ledger.Resource;
import dev.stint.ledger.ResourceKind;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeClosed;
import dev.stint.ledger.SetVerdict;
import dev.stint.ledger.Stale;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The handles of one session. Bounded, and each slot is charged to {@code handles} of the scope; a
 * handle names index and generation of its slot, and one that was closed, moved or revoked is
 * denied as {@link Stale} for ever, whatever lies in the slot by then.
 *
 * <p>Safe from any thread; see {@link HandleSpace} for the lock.
 */
public final class HandleTable implements Owned {
  private static final Amounts ONE = Amounts.of(Resource.HANDLES, 1);

  private final HandleSpace space;
  private final Scope scope;
  private final AtomicReferenceArray<@Nullable Slot> slots;
  private final AtomicLong staleUses = new AtomicLong();

  /** The generation that the next stay in a slot gets. */
  private final int[] generations;

  private final int[] free;
  private int freeCount;
  private boolean closed;

  HandleTable(HandleSpace space, Scope scope, int capacity) {
    this.space = space;
    this.scope = scope;
    this.slots = new AtomicReferenceArray<>(capacity);
    this.generations = new int[capacity];
    this.free = new int[capacity];
    for (int i = 0; i < capacity; i++) {
      generations[i] = 1;
      free[i] = capacity - 1 - i;
    }
    this.freeCount = capacity;
  }

  public Scope scope() {
    return scope;
  }

  /** How often a handle was used that meant nothing any more. */
  public long staleUses() {
    return staleUses.get();
  }

  /** How many handles it holds. */
  public int size() {
    synchronized (space.lock) {
      int held = 0;
      for (int i = 0; i < slots.length(); i++) {
        held += slots.get(i) == null ? 0 : 1;
      }
      return held;
    }
  }

  /** Puts a capability in that is derived from no other. */
  public HandleResult insert(Capability capability, Origin origin) {
    SetVerdict verdict = scope.reserveAll(ONE);
    if (!(verdict instanceof ReservationSet charge)) {
      return HandleResult.denied((Denied) verdict);
    }
    return publish(new HoldEdge(capability, origin, charge), null, charge);
  }

  /** What the handle stands for, or null when it is stale. No lock. */
  public @Nullable HoldEdge find(long handle) {
    Slot slot = slot(handle);
    return slot == null ? null : slot.edge;
  }

  /** Whether the handle may be used; a denial is counted. No lock when granted. */
  public HandleResult check(long handle) {
    return slot(handle) == null ? stale(handle) : HandleResult.of(handle);
  }

  /**
   * Makes a committed reservation of this table's scope the handle's own: it is released when the
   * handle is closed or revoked. When denied, it stays with the caller.
   */
  public HandleResult attach(long handle, Reservation reservation) {
    if (reservation.scope() != scope) {
      throw new IllegalArgumentException("reservation of another scope than the table's");
    }
    if (reservation.resource().kind() == ResourceKind.FLOW) {
      throw new IllegalArgumentException("what is spent cannot be attached to a handle");
    }
    synchronized (space.lock) {
      Slot slot = slot(handle);
      if (slot != null) {
        slot.edge.attach(reservation);
        return HandleResult.of(handle);
      }
    }
    return stale(handle);
  }

  /**
   * Hands a capability on as its mode says: the receiver is charged first, then its handle is
   * published. A copy owns nothing of what the original owns; a move takes everything along, and
   * this handle is void from the instant at which the other one is valid.
   */
  public HandleResult transfer(long handle, HandleTable to, Origin origin) {
    if (to.space != space) {
      throw new IllegalArgumentException("handle table of another space");
    }
    Slot slot = slot(handle);
    if (slot == null) {
      return stale(handle);
    }
    Capability capability = slot.edge.capability();
    return switch (capability.mode()) {
      case NON_TRANSFERABLE -> HandleResult.refused(new NotTransferable(scope));
      case COPY -> copy(slot, to, origin);
      case MOVE -> move(slot, to);
    };
  }

  private HandleResult copy(Slot from, HandleTable to, Origin origin) {
    SetVerdict verdict = to.scope.reserveAll(ONE);
    if (!(verdict instanceof ReservationSet charge)) {
      return HandleResult.denied((Denied) verdict);
    }
    return to.publish(new HoldEdge(from.edge.capability(), origin, charge), from, charge);
  }

  /** Publishes a new edge whose charge is reserved; gives the charge back when it cannot. */
  private HandleResult publish(HoldEdge edge, @Nullable Slot from, ReservationSet charge) {
    charge.commit();
    boolean gone;
    boolean full;
    synchronized (space.lock) {
      gone = from != null && !from.table.holds(from);
      full = freeCount == 0 && !closed;
      if (!closed && !gone && !full) {
        edge.deriveFrom(from == null ? null : from.edge);
        return HandleResult.of(place(edge));
      }
    }
    charge.close();
    return gone && from != null ? from.table.stale(from.handle()) : refuse(full);
  }

  private HandleResult move(Slot from, HandleTable to) {
    for (; ; ) {
      Amounts amounts;
      synchronized (space.lock) {
        amounts = from.edge.amounts();
      }
      SetVerdict verdict = to.scope.reserveAll(amounts);
      if (!(verdict instanceof ReservationSet charge)) {
        return HandleResult.denied((Denied) verdict);
      }
      charge.commit();
      List<AutoCloseable> released = new ArrayList<>();
      HandleResult result = relocate(from, to, amounts, charge, released);
      HandleSpace.release(released);
      if (result != null) {
        return result;
      }
    }
  }

  /** Null when what the edge owns has changed since it was reserved for the receiver. */
  private @Nullable HandleResult relocate(
      Slot from,
      HandleTable to,
      Amounts amounts,
      ReservationSet charge,
      List<AutoCloseable> released) {
    boolean gone;
    boolean full;
    synchronized (space.lock) {
      gone = !holds(from);
      full = to.freeCount == 0 && !to.closed;
      if (!gone && !full && !to.closed) {
        if (!from.edge.owns(amounts)) {
          released.add(charge);
          return null;
        }
        vacate(from);
        from.edge.recharge(charge, released);
        return HandleResult.of(to.place(from.edge));
      }
    }
    released.add(charge);
    return gone ? stale(from.handle()) : to.refuse(full);
  }

  /** Closes one handle and releases what it owns; what was derived from it stays. */
  public boolean close(long handle) {
    List<AutoCloseable> released = new ArrayList<>();
    synchronized (space.lock) {
      Slot slot = slot(handle);
      if (slot != null) {
        end(slot, released);
      }
    }
    HandleSpace.release(released);
    if (released.isEmpty()) {
      staleUses.incrementAndGet();
    }
    return !released.isEmpty();
  }

  /**
   * Closes a handle and everything that was derived from it, in all tables; each owned reservation
   * is released exactly once, and all of it before this returns.
   *
   * @return how many handles it closed, 0 for a stale one
   */
  public int revoke(long handle) {
    return revoke(handle, true);
  }

  /** The same, but the handle itself stays: what was given on is called back. */
  public int recall(long handle) {
    return revoke(handle, false);
  }

  private int revoke(long handle, boolean itself) {
    List<AutoCloseable> released = new ArrayList<>();
    int ended = 0;
    boolean stale;
    synchronized (space.lock) {
      Slot slot = slot(handle);
      stale = slot == null;
      if (slot != null) {
        HoldEdge edge = slot.edge.deepest();
        while (edge != slot.edge) {
          HoldEdge above = edge.parent();
          end(edge.slot(), released);
          edge = above.deepest();
          ended++;
        }
        if (itself) {
          end(slot, released);
          ended++;
        }
      }
    }
    HandleSpace.release(released);
    if (stale) {
      staleUses.incrementAndGet();
    }
    if (ended > 0) {
      scope.root().revoked(scope, ended);
    }
    return ended;
  }

  /** Closes every handle; what was derived from them in other tables stays. */
  @Override
  public void scopeCloses() {
    List<AutoCloseable> released = new ArrayList<>();
    synchronized (space.lock) {
      closed = true;
      for (int i = 0; i < slots.length(); i++) {
        Slot slot = slots.get(i);
        if (slot != null) {
          end(slot, released);
        }
      }
    }
    HandleSpace.release(released);
  }

  private static void end(Slot slot, List<AutoCloseable> released) {
    slot.table.vacate(slot);
    slot.edge.leave();
    slot.edge.give(released);
  }

  /** Puts an edge into a free slot. Under the lock. */
  private long place(HoldEdge edge) {
    int index = free[--freeCount];
    Slot slot = new Slot(this, index, generations[index], edge);
    edge.lieIn(slot);
    slots.set(index, slot);
    return slot.handle();
  }

  /** Ends a stay; a slot whose generations are used up is never used again. Under the lock. */
  private void vacate(Slot slot) {
    slots.set(slot.index, null);
    slot.edge.lieIn(null);
    if (slot.generation < Integer.MAX_VALUE) {
      generations[slot.index] = slot.generation + 1;
      free[freeCount++] = slot.index;
    }
  }

  private boolean holds(Slot slot) {
    return slots.get(slot.index) == slot;
  }

  private @Nullable Slot slot(long handle) {
    int index = (int) handle;
    if (index < 0 || index >= slots.length()) {
      return null;
    }
    Slot slot = slots.get(index);
    return slot != null && slot.generation == (int) (handle >>> Integer.SIZE) ? slot : null;
  }

  private HandleResult stale(long handle) {
    staleUses.incrementAndGet();
    int index = (int) handle;
    boolean within = index >= 0 && index < slots.length();
    long inForce;
    synchronized (space.lock) {
      inForce = within ? generations[index] : 0;
    }
    return HandleResult.refused(
        new Stale(scope, Resource.HANDLES, 1, handle >>> Integer.SIZE, inForce));
  }

  private HandleResult refuse(boolean full) {
    if (!full) {
      return HandleResult.refused(new ScopeClosed(scope, Resource.HANDLES, 1));
    }
    int size = slots.length();
    Limit limit = Limit.hard(size).from("handle table");
    return HandleResult.refused(new OverLimit(scope, Resource.HANDLES, 1, size, limit));
  }
}
