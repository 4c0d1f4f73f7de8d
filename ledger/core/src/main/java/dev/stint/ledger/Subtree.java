package dev.stint.ledger;

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
      long credit = lanes.drain();
      for (Scope scope : at.line()) {
        Ledger charged = scope.ledger(resource);
        charged.unlease(credit);
        charged.countLaned(-1);
      }
    }
    for (Edges.Edge edge = at.firstEdge(); edge != null; edge = edge.next) {
      drain(edge.child, resource);
    }
  }
}
