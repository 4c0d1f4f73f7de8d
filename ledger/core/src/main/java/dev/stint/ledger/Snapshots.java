package dev.stint.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads a scope graph into {@link Snapshot}s. Thread-safe. */
public final class Snapshots implements SnapshotSource {
  private final Ledgers ledgers;
  private final List<SnapshotSection> sections = new CopyOnWriteArrayList<>();

  public Snapshots(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  /** Adds a section; one of the same name replaces it. */
  public void add(SnapshotSection section) {
    sections.removeIf(known -> known.name().equals(section.name()));
    sections.add(section);
  }

  @Override
  public Snapshot snapshot() {
    ledgers.moveSeconds();
    List<Snapshot.ScopeView> views = new ArrayList<>();
    collect(ledgers.system(), views);
    Map<String, Object> content = new TreeMap<>();
    for (SnapshotSection section : sections) {
      content.put(section.name(), section.content());
    }
    return new Snapshot(
        System.currentTimeMillis(), views, ledgers.audit().head(), ledgers.faults(), content);
  }

  private static void collect(Scope scope, List<Snapshot.ScopeView> into) {
    into.add(view(scope));
    List<Scope> children = scope.children();
    children.sort(Comparator.comparing(Scope::name));
    for (Scope child : children) {
      collect(child, into);
    }
  }

  private static Snapshot.ScopeView view(Scope scope) {
    List<Snapshot.LedgerView> views = new ArrayList<>();
    for (Ledger ledger : scope.ledgers()) {
      views.add(view(ledger));
    }
    return new Snapshot.ScopeView(
        scope.path(), scope.kind(), scope.name(), scope.principalName(), views);
  }

  private static Snapshot.LedgerView view(Ledger ledger) {
    Limit limit = ledger.limit();
    boolean soft = limit != null && limit.soft() != Limit.NO_SOFT;
    return new Snapshot.LedgerView(
        ledger.resource(),
        ledger.used(),
        ledger.reserved(),
        ledger.total(),
        ledger.peak(),
        ledger.excess(),
        ledger.denied(),
        ledger.wouldDeny(),
        ledger.stallNanos(),
        limit == null ? null : Long.valueOf(limit.hard()),
        soft && limit != null ? Long.valueOf(limit.soft()) : null,
        limit == null ? 0 : limit.windowNanos(),
        limit == null ? null : limit.admission(),
        limit == null ? "-" : limit.origin());
  }
}
