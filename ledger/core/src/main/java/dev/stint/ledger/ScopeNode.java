package dev.stint.ledger;

/**
 * Where a scope stands in the graph: its name, its parents, the line of ancestors that a charge
 * goes through, and whether it is open. The line changes only while somebody is alone in the gate.
 */
abstract class ScopeNode {
  static final Scope[] NONE = new Scope[0];

  private final Ledgers root;
  private final ScopeKind kind;
  private final String name;

  /** Who uses it, when it was made through {@link Scope#use}; else it stays until it is closed. */
  private final @Nullable Pins pins;

  /** Where a move that is under way has it in its plan; written alone in the gate. */
  int slot;

  /** The parents: the one it was made below, then those that were named beside it. */
  private volatile Scope[] parents;

  /** This scope first, then every ancestor once, each before its own ancestors, the root last. */
  private volatile Scope[] line = NONE;

  /** Its places in the lists of the parents, in the order of the parents. */
  private volatile Edges.Edge @Nullable [] edges;

  private volatile @Nullable Deadline deadline;
  private volatile boolean closing;
  private volatile boolean closed;

  ScopeNode(Ledgers root, ScopeKind kind, String name, Scope[] parents, @Nullable Pins pins) {
    this.root = root;
    this.kind = kind;
    this.name = name;
    this.parents = parents;
    this.pins = pins;
  }

  /** This node as what it is. */
  abstract Scope self();

  /** Those directly below. */
  abstract Children below();

  @Nullable
  Pins pins() {
    return pins;
  }

  synchronized void setDeadline(@Nullable Deadline next) {
    Deadline last = deadline;
    if (last != null) {
      root.deadlines().remove(last);
    }
    if (next != null) {
      root.deadlines().add(next);
    }
    deadline = next;
  }

  @Nullable
  Deadline deadline() {
    return deadline;
  }

  void markClosing() {
    closing = true;
  }

  /** True for the one call that closes. */
  boolean markClosed() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  /** Joins the lists of the parents; inside the gate. */
  void attach() {
    edges = Children.attach(self(), parents);
  }

  /** Leaves the lists of the parents; inside the gate. */
  void detach() {
    Children.detach(edges);
    edges = null;
  }

  /** Leaves the lists of the parents for others, never in none. Alone in the gate. */
  void replace(Edges.Edge[] next) {
    for (Edges.Edge edge : next) {
      edge.parent.edges().add(edge);
    }
    Children.detach(edges);
    edges = next;
  }

  /** Alone in the gate. */
  void moveTo(Scope[] next) {
    if (Staying.ends(line, next)) {
      // The reaper compares this alone in the gate; the list forgets it afterwards.
      deadline = null;
    }
    parents = next;
  }

  /** Alone in the gate. */
  void drawn(Scope[] nextLine) {
    line = nextLine;
  }

  Edges edges() {
    return below().edges();
  }

  void leaveParents() {
    parents[0].below().forget(self());
  }

  public boolean isClosed() {
    return closed;
  }

  boolean isClosing() {
    return closing;
  }

  public ScopeKind kind() {
    return kind;
  }

  public String name() {
    return name;
  }

  /** The names from the root to here, such as {@code system/alice}. */
  public String path() {
    Scope above = parent();
    return above == null ? name : above.path() + "/" + name;
  }

  /** The scope that this one was made below; null for the root. */
  public @Nullable Scope parent() {
    return parents.length == 0 ? null : parents[0];
  }

  public Ledgers root() {
    return root;
  }

  Scope[] parents() {
    return parents;
  }

  Scope[] line() {
    return line;
  }

  Edges.@Nullable Edge firstEdge() {
    return below().firstEdge();
  }

  /** Whether a walk down from {@code top} that comes by {@code from} is the one that counts. */
  boolean isCountedFrom(Scope from, Scope top) {
    Scope[] all = parents;
    if (all.length == 1) {
      return true;
    }
    for (Scope parent : all) {
      if (parent.isWithin(top)) {
        return parent == from;
      }
    }
    return false;
  }

  /** Whether it is that scope or has it as an ancestor. */
  boolean isWithin(Scope ancestor) {
    return Ancestry.holds(line, ancestor);
  }

  /** Where to book what comes after the end: {@code late}, below the nearest open ancestor. */
  Scope late() {
    for (Scope ancestor : line) {
      if (!ancestor.isClosing()) {
        return ancestor.child(ScopeKind.SERVICE, "late");
      }
    }
    return root.system();
  }

  /** The principal that pays here: of this scope or its nearest ancestor, else {@code default}. */
  public String principalName() {
    for (Scope scope : line) {
      if (scope.kind() == ScopeKind.PRINCIPAL) {
        return scope.name();
      }
    }
    return PrincipalName.DEFAULT;
  }

  /** Whether a principal pays here, and not the host for all. */
  boolean isWithinPrincipal() {
    for (Scope scope : line) {
      if (scope.kind() == ScopeKind.PRINCIPAL) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return path();
  }
}
