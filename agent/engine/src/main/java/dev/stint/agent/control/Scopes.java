package dev.stint.agent.control;

import dev.stint.ledger.Ledger;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the scopes that a request may name: the system and the principals. */
final class Scopes {
  private static final String SYSTEM = "system";
  private static final int MOST_NAMED = 8;

  private final Ledgers ledgers;

  Scopes(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  Scope system() {
    return ledgers.system();
  }

  /** The system, then the principals, a parent before its children, by name. */
  List<Scope> all() {
    List<Scope> found = new ArrayList<>();
    found.add(ledgers.system());
    addBelow(ledgers.system(), found);
    return found;
  }

  private static void addBelow(Scope parent, List<Scope> found) {
    Map<String, Scope> sorted = new TreeMap<>();
    for (Scope child : parent.children()) {
      if (child.kind() == ScopeKind.PRINCIPAL && !child.isClosed()) {
        sorted.put(child.name(), child);
      }
    }
    for (Scope child : sorted.values()) {
      found.add(child);
      addBelow(child, found);
    }
  }

  /** The scope of that name or path; a principal called {@code system} only by its path. */
  Scope named(String name) throws LiveRefused {
    if (name.equals(SYSTEM)) {
      return ledgers.system();
    }
    List<Scope> all = all();
    for (Scope scope : all) {
      boolean principal = scope.kind() == ScopeKind.PRINCIPAL;
      if (principal && (scope.name().equals(name) || scope.path().equals(name))) {
        return scope;
      }
    }
    throw LiveRefused.unknown(
        "no principal [" + PrincipalName.printable(name) + "] in this JVM" + advice(name, all));
  }

  private static String advice(String name, List<Scope> all) {
    for (Scope scope : all) {
      if (scope.name().equalsIgnoreCase(name)) {
        return ", did you mean [" + scope.name() + "]?";
      }
    }
    StringBuilder text = new StringBuilder();
    for (Scope scope : all.subList(0, Math.min(all.size(), MOST_NAMED))) {
      text.append(text.length() == 0 ? ", there are [" : ", ").append(scope.name());
    }
    return text.append(all.size() > MOST_NAMED ? ", ...]" : "]").toString();
  }

  /** The limit that is bound at that scope itself, without making a ledger. */
  static @Nullable Ledger ledger(Scope scope, Resource resource) {
    for (Ledger ledger : scope.ledgers()) {
      if (ledger.resource() == resource) {
        return ledger;
      }
    }
    return null;
  }
}
