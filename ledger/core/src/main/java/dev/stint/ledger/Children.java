package dev.stint.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The scopes below one scope: by name, and as the list that the kernel walks. */
final class Children {
  private static final AtomicLong SPANS = new AtomicLong();

  private final Scope parent;
  private volatile @Nullable Edges edges;
  private volatile @Nullable ConcurrentMap<String, Scope> byName;

  Children(Scope parent) {
    this.parent = parent;
  }

  Scope named(ScopeKind kind, String name, Scope[] others) {
    if (kind == ScopeKind.PRINCIPAL) {
      PrincipalName.check(name);
    }
    String key = key(kind, name);
    ConcurrentMap<String, Scope> known = byName();
    for (; ; ) {
      Scope existing = known.get(key);
      if (existing != null && !existing.isClosed()) {
        return existing;
      }
      Scope made = make(kind, name, others);
      if (existing == null
          ? known.putIfAbsent(key, made) == null
          : known.replace(key, existing, made)) {
        parent.root().listener().scopeOpened(made);
        return made;
      }
      made.close();
    }
  }

  Scope span(String label) {
    return make(ScopeKind.SPAN, label + ".span-" + SPANS.incrementAndGet(), Scope.NONE);
  }

  /** Makes a scope and hangs it below its parents, unless one of them is closing: then closed. */
  private Scope make(ScopeKind kind, String name, Scope[] others) {
    Scope[] parents = parents(others);
    Gate gate = parent.root().gate();
    int ticket = gate.enterShared();
    try {
      Scope made = new Scope(parent.root(), kind, name, parents);
      for (Scope each : parents) {
        if (each.isClosing()) {
          made.markClosing();
          made.markClosed();
          return made;
        }
      }
      made.attach();
      return made;
    } finally {
      gate.exitShared(ticket);
    }
  }

  /** This parent and the others, each once: a scope counts once in each parent. */
  private Scope[] parents(Scope[] others) {
    List<Scope> all = new ArrayList<>();
    all.add(parent);
    for (Scope other : others) {
      if (!all.contains(other)) {
        all.add(other);
      }
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

  /** Forgets the name, when it still stands for that scope. */
  void forget(Scope child) {
    ConcurrentMap<String, Scope> known = byName;
    if (known != null) {
      known.remove(key(child.kind(), child.name()), child);
    }
  }

  List<Scope> list() {
    ConcurrentMap<String, Scope> known = byName;
    return known == null ? new ArrayList<>() : new ArrayList<>(known.values());
  }

  Edges.@Nullable Edge firstEdge() {
    Edges all = edges;
    return all == null ? null : all.first();
  }

  private static String key(ScopeKind kind, String name) {
    return kind.label() + ' ' + name;
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
