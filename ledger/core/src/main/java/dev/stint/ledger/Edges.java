package dev.stint.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The scopes that have one scope as a parent, as a linked list that the kernel walks alone in the
 * gate without allocating. Changed inside the gate, under a latch of its own; newest first. A
 * reader outside the gate sees each scope that stays, and may see one that is leaving.
 */
final class Edges {
  private static final VarHandle LATCH;

  static {
    try {
      LATCH = MethodHandles.lookup().findVarHandle(Edges.class, "latch", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Edge first;
  private volatile int latch;

  /** The first edge, or null; go on with {@link Edge#next}. */
  @Nullable
  Edge first() {
    return first;
  }

  void add(Edge edge) {
    lock();
    Edge head = first;
    edge.next = head;
    if (head != null) {
      head.previous = edge;
    }
    first = edge;
    latch = 0;
  }

  void remove(Edge edge) {
    lock();
    Edge next = edge.next;
    Edge previous = edge.previous;
    if (next != null) {
      next.previous = previous;
    }
    if (previous != null) {
      previous.next = next;
    } else if (first == edge) {
      first = next;
    }
    latch = 0;
  }

  private void lock() {
    for (int spins = 0; !LATCH.compareAndSet(this, 0, 1); spins++) {
      Gate.pause(spins);
    }
  }

  /** One parent of one scope. */
  static final class Edge {
    final Scope parent;
    final Scope child;
    volatile @Nullable Edge next;
    private @Nullable Edge previous;

    Edge(Scope parent, Scope child) {
      this.parent = parent;
      this.child = child;
    }
  }
}
