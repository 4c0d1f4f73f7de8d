package dev.stint.ledger;

import java.util.List;

/**
 * Walks from one ledger down to those of the same resource below it, each once, without allocating.
 *
 * <p>A scope with several parents is visited from the first of them that lies below the top, so
 * nothing is counted twice.
 */
final class Subtree {
  private Subtree() {}

  /** What the scopes from here down have reserved and not committed. */
  static long pending(Ledger top) {
    return pending(top.scope(), top.scope(), top.resource());
  }

  private static long pending(Scope at, Scope top, Resource resource) {
    Ledger ledger = at.existing(resource);
    if (ledger == null) {
      return 0;
    }
    long sum = ledger.pendingHere();
    for (Edges.Edge edge = at.firstEdge(); edge != null; edge = edge.next) {
      if (edge.child.isCountedFrom(at, top)) {
        sum += pending(edge.child, top, resource);
      }
    }
    return sum;
  }

  /** Adds the reclaimable holders from here down. */
  static void reclaimable(Ledger top, List<Reclaimable> into) {
    reclaimable(top.scope(), top.scope(), top.resource(), into);
  }

  private static void reclaimable(Scope at, Scope top, Resource resource, List<Reclaimable> into) {
    Ledger ledger = at.existing(resource);
    if (ledger == null) {
      return;
    }
    ledger.addReclaimable(into);
    for (Edges.Edge edge = at.firstEdge(); edge != null; edge = edge.next) {
      if (edge.child.isCountedFrom(at, top)) {
        reclaimable(edge.child, top, resource, into);
      }
    }
  }

  /**
   * What the scopes below hold, each scope once, however many parents it has. Alone in the gate,
   * with the lanes drained.
   */
  static long heldBelow(Ledger top) {
    noteOwn(top.scope(), top.resource());
    return ownBelow(top.scope(), top.scope(), top.resource());
  }

  /** Notes, from the leaves up, what each scope below holds by itself. */
  private static void noteOwn(Scope at, Resource resource) {
    for (Edges.Edge edge = at.firstEdge(); edge != null; edge = edge.next) {
      Ledger ledger = edge.child.existing(resource);
      if (ledger != null) {
        noteOwn(edge.child, resource);
        ledger.own = ledger.counted() - ownBelow(edge.child, edge.child, resource);
      }
    }
  }

  private static long ownBelow(Scope at, Scope top, Resource resource) {
    long sum = 0;
    for (Edges.Edge edge = at.firstEdge(); edge != null; edge = edge.next) {
      Ledger ledger = edge.child.existing(resource);
      if (ledger != null && edge.child.isCountedFrom(at, top)) {
        sum += ledger.own + ownBelow(edge.child, top, resource);
      }
    }
    return sum;
  }

  /** The credit that lies in the lanes from here down. */
  static long credit(Ledger top) {
    return credit(top.scope(), top.scope(), top.resource());
  }

  private static long credit(Scope at, Scope top, Resource resource) {
    Ledger ledger = at.existing(resource);
    if (ledger == null || ledger.laned() == 0) {
      return 0;
    }
    Lanes lanes = ledger.lanes();
    long sum = lanes == null ? 0 : lanes.credit();
    for (Edges.Edge edge = at.firstEdge(); edge != null; edge = edge.next) {
      if (edge.child.isCountedFrom(at, top)) {
        sum += credit(edge.child, top, resource);
      }
    }
    return sum;
  }

  /** Switches off the lanes from here down and gives their credit back. Alone in the gate. */
  static void drain(Ledger top) {
    drain(top.scope(), top.resource());
  }

  private static void drain(Scope at, Resource resource) {
    Ledger ledger = at.existing(resource);
    if (ledger == null || ledger.laned() == 0) {
      return;
    }
    Lanes lanes = ledger.lanes();
    if (lanes != null && lanes.on()) {
      unlease(at, resource, lanes.drain());
    }
    for (Edges.Edge edge = at.firstEdge(); edge != null; edge = edge.next) {
      drain(edge.child, resource);
    }
  }

  private static void unlease(Scope at, Resource resource, long credit) {
    Scope faulty = null;
    long lacking = 0;
    for (Scope scope : at.line()) {
      Ledger charged = scope.ledger(resource);
      boolean above = faulty != null && faulty.isWithin(scope);
      long missing = charged.unlease(credit, above ? credit - lacking : credit);
      if (missing > 0 && faulty == null) {
        faulty = scope;
        lacking = missing;
      }
      charged.countLaned(-1);
    }
  }
}
