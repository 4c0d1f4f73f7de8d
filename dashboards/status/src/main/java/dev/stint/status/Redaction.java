package dev.stint.status;

import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes from a snapshot what names somebody: principals become {@code principal-1} and so on, other
 * scopes {@code session-1}, origins {@code -}, and sections keep their names only. Reserved names
 * stay. The numbers hold within one snapshot; they are no identity over time.
 */
final class Redaction {
  private static final String HIDDEN = "redacted";
  private static final Set<String> RESERVED =
      Set.of(PrincipalName.DEFAULT, PrincipalName.ANONYMOUS, PrincipalName.STINT);

  private final Map<String, String> aliases = new HashMap<>();
  private final Map<ScopeKind, Integer> counts = new HashMap<>();
  private final Map<String, String> paths = new HashMap<>();

  private Redaction() {}

  static Snapshot of(Snapshot full) {
    return new Redaction().redact(full);
  }

  private Snapshot redact(Snapshot full) {
    List<Snapshot.ScopeView> scopes = new ArrayList<>(full.scopes().size());
    for (Snapshot.ScopeView scope : full.scopes()) {
      scopes.add(redact(scope));
    }
    Map<String, Object> sections = new TreeMap<>();
    for (String section : full.sections().keySet()) {
      sections.put(section, HIDDEN);
    }
    return new Snapshot(full.epochMillis(), scopes, full.auditHead(), full.faults(), sections);
  }

  private Snapshot.ScopeView redact(Snapshot.ScopeView scope) {
    String name = name(scope);
    String path = path(scope, name);
    paths.put(scope.path(), path);
    List<Snapshot.LedgerView> ledgers = new ArrayList<>(scope.ledgers().size());
    for (Snapshot.LedgerView ledger : scope.ledgers()) {
      ledgers.add(withoutOrigin(ledger));
    }
    String principal = alias(ScopeKind.PRINCIPAL, scope.principal());
    return new Snapshot.ScopeView(path, scope.kind(), name, principal, ledgers);
  }

  private String name(Snapshot.ScopeView scope) {
    return switch (scope.kind()) {
      case SYSTEM -> scope.kind().label();
      case PRINCIPAL -> alias(ScopeKind.PRINCIPAL, scope.name());
      default -> scope.kind().label() + "-" + counts.merge(scope.kind(), 1, Integer::sum);
    };
  }

  private String alias(ScopeKind kind, String name) {
    if (RESERVED.contains(name)) {
      return name;
    }
    return aliases.computeIfAbsent(
        name, unused -> kind.label() + "-" + counts.merge(kind, 1, Integer::sum));
  }

  /** The redacted path of the parent, which came before, and the redacted name. */
  private String path(Snapshot.ScopeView scope, String name) {
    int above = scope.path().length() - scope.name().length() - 1;
    if (above <= 0 || !scope.path().endsWith("/" + scope.name())) {
      return name;
    }
    return paths.getOrDefault(scope.path().substring(0, above), HIDDEN) + "/" + name;
  }

  private static Snapshot.LedgerView withoutOrigin(Snapshot.LedgerView ledger) {
    return new Snapshot.LedgerView(
        ledger.resource(),
        ledger.used(),
        ledger.reserved(),
        ledger.total(),
        ledger.peak(),
        ledger.debt(),
        ledger.denied(),
        ledger.wouldDeny(),
        ledger.stallNanos(),
        ledger.hard(),
        ledger.soft(),
        ledger.windowNanos(),
        ledger.admission(),
        "-");
  }
}
