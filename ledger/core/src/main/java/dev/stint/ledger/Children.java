package dev.stint.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The scopes below one scope: by name, and as the list that the kernel walks. */
final class Children {
  /** How long to wait for a scope that the reaper is closing; that takes microseconds. */
  private static final int SPINS = 100_000;

  private static final AtomicLong SPANS = new AtomicLong();

  private final Scope parent;
  private volatile Scope @Nullable [] onlyParent;
  private volatile @Nullable Edges edges;
  private volatile @Nullable ConcurrentMap<String, Scope> byName;

  Children(Scope parent) {
    this.parent = parent;
  }

  /** Takes the named scope into use; when that or its parent is closing for long, that one. */
  ScopeUse use(ScopeKind kind, String name) {
    for (int spins = 0; ; spins++) {
      Scope scope = named(kind, name, Scope.NONE, new Pins());
      if (Staying.pin(scope) || parent.isClosing() || spins == SPINS) {
        return new ScopeUse(scope, scope.pins());
      }
      Gate.pause(spins);
    }
  }

  /** The named scope, which from now on stays until it is closed. */
  Scope named(ScopeKind kind, String name, Scope[] others) {
    Scope scope = named(kind, name, others, null);
    for (int spins = 0; spins < SPINS && !Staying.keep(scope) && !parent.isClosing(); spins++) {
      Gate.pause(spins);
      scope = named(kind, name, others, null);
    }
    return scope;
  }

  private Scope named(ScopeKind kind, String name, Scope[] others, @Nullable Pins pins) {
    if (kind == ScopeKind.PRINCIPAL) {
      PrincipalName.check(name);
    }
    String key = key(kind, name);
    ConcurrentMap<String, Scope> known = byName();
    for (int spins = 0; ; ) {
      Scope existing = known.get(key);
      if (existing != null && existing.parent() == null) {
        Gate.pause(spins++);
        continue;
      }
      if (existing != null && !existing.isClosed()) {
        return existing;
      }
      Scope made = make(kind, name, others, pins);
      if (made.isClosed()) {
        return made;
      }
      if (existing == null
          ? known.putIfAbsent(key, made) == null
          : known.replace(key, existing, made)) {
        if (pins != null) {
          parent.root().reaper().add(made);
        }
        parent.root().listeners().scopeOpened(made);
        return made;
      }
      Closing.discard(made);
    }
  }

  Scope span(String label) {
    return make(ScopeKind.SPAN, label + ".span-" + SPANS.incrementAndGet(), Scope.NONE, null);
  }

  /** Makes a scope and hangs it below its parents, unless one of them is closing: then closed. */
  private Scope make(ScopeKind kind, String name, Scope[] others, @Nullable Pins pins) {
    Scope[] parents = others.length == 0 ? alone() : distinct(others);
    Gate gate = parent.root().gate();
    int ticket = gate.enterShared();
    try {
      Scope made = new Scope(parent.root(), kind, name, parents, pins);
      for (Scope each : parents) {
        if (each.isClosing()) {
          made.markClosing();
          made.markClosed();
          return made;
        }
      }
      made.attach();
      Staying.begin(made);
      return made;
    } finally {
      gate.exitShared(ticket);
    }
  }

  /** The parents of one who has no other; shared, because it is never changed. */
  private Scope[] alone() {
    Scope[] one = onlyParent;
    if (one == null) {
      one = new Scope[] {parent};
      onlyParent = one;
    }
    return one;
  }

  private Scope[] distinct(Scope[] others) {
    Set<Scope> all = new LinkedHashSet<>();
    all.add(parent);
    for (Scope other : others) {
      if (other.root() != parent.root()) {
        throw new IllegalArgumentException("scope [" + other.path() + "] is of another graph");
      }
      all.add(other);
    }
    return all.toArray(Scope.NONE);
  }

  /** Hangs a scope below its parents; inside the gate. */
  static Edges.Edge[] attach(Scope child, Scope[] parents) {
    Edges.Edge[] made = new Edges.Edge[parents.length];
    for (int i = 0; i < parents.length; i++) {
      made[i] = new Edges.Edge(parents[i], child);
      parents[i].edges().add(made[i]);
    }
    return made;
  }

  static void detach(Edges.Edge @Nullable [] edges) {
    if (edges == null) {
      return;
    }
    for (Edges.Edge edge : edges) {
      edge.parent.edges().remove(edge);
    }
  }

  /**
   * Holds the name for a scope that is about to move here: until {@link #release} whoever asks for
   * it waits, so that nobody finds the scope here before it is here. What holds the name is a scope
   * without a parent.
   */
  Scope hold(Scope coming) {
    String key = key(coming.kind(), coming.name());
    Scope holder = new Scope(coming.root(), coming.kind(), coming.name(), Scope.NONE, null);
    ConcurrentMap<String, Scope> known = byName();
    for (; ; ) {
      Scope existing = known.putIfAbsent(key, holder);
      if (existing == null || existing.isClosed() && known.replace(key, existing, holder)) {
        return holder;
      }
      if (!existing.isClosed()) {
        throw new IllegalStateException(
            "name [" + key + "] is taken below [" + parent.path() + "] by another scope");
      }
    }
  }

  void release(Scope coming, Scope holder, boolean came) {
    String key = key(coming.kind(), coming.name());
    if (!came) {
      byName().remove(key, holder);
    } else {
      byName().replace(key, holder, coming);
      if (coming.isClosed()) {
        forget(coming);
      }
    }
  }

  /** Forgets the name, when it still stands for that scope. */
  void forget(Scope child) {
    ConcurrentMap<String, Scope> known = byName;
    if (known != null) {
      known.remove(key(child.kind(), child.name()), child);
    }
  }

  List<Scope> list() {
    ConcurrentMap<String, Scope> known = byName;
    List<Scope> all = new ArrayList<>();
    if (known != null) {
      for (Scope child : known.values()) {
        if (child.parent() != null) {
          all.add(child);
        }
      }
    }
    return all;
  }

  Edges.@Nullable Edge firstEdge() {
    Edges all = edges;
    return all == null ? null : all.first();
  }

  /** The names of principals have no space, so theirs need no kind before it. */
  private static String key(ScopeKind kind, String name) {
    return kind == ScopeKind.PRINCIPAL ? name : kind.label() + ' ' + name;
  }

  Edges edges() {
    Edges all = edges;
    return all != null ? all : makeEdges();
  }

  private synchronized Edges makeEdges() {
    Edges all = edges;
    if (all == null) {
      all = new Edges();
      edges = all;
    }
    return all;
  }

  private ConcurrentMap<String, Scope> byName() {
    ConcurrentMap<String, Scope> known = byName;
    return known != null ? known : makeNames();
  }

  private synchronized ConcurrentMap<String, Scope> makeNames() {
    ConcurrentMap<String, Scope> known = byName;
    if (known == null) {
      known = new ConcurrentHashMap<>(4);
      byName = known;
    }
    return known;
  }
}
