package dev.stint.ledger;

/** What a scope still held when it ended. Made before the gate is entered alone, filled there. */
final class Remains {
  private final Scope scope;
  private final long[] held = new long[Resource.count() + 1];
  private final long[] spent = new long[Resource.count() + 1];
  private boolean any;

  private Remains(Scope scope) {
    this.scope = scope;
  }

  /** Null for a scope that closes cheaply: a span, or one below a session that holds nothing. */
  static @Nullable Remains of(Scope scope) {
    if (scope.kind() == ScopeKind.SPAN) {
      return null;
    }
    boolean wanted = scope.kind() == ScopeKind.PRINCIPAL || scope.kind() == ScopeKind.SESSION;
    for (int code = 1; !wanted && code <= Resource.count(); code++) {
      Ledger ledger = scope.existing(code);
      wanted = ledger != null && holds(ledger);
    }
    return wanted ? new Remains(scope) : null;
  }

  private static boolean holds(Ledger ledger) {
    boolean stock = ledger.resource().kind() == ResourceKind.STOCK;
    return ledger.pendingHere() != 0 || stock && ledger.usedNow() != 0;
  }

  /** Alone in the gate. */
  void note(Ledger ledger, long gaveBack) {
    int code = ledger.resource().code();
    held[code] = gaveBack;
    any |= gaveBack != 0;
    if (ledger.resource().kind() == ResourceKind.FLOW) {
      spent[code] = ledger.total();
    }
  }

  /** Counts a leak, and audits; outside the gate. */
  void report() {
    Ledgers root = scope.root();
    if (any) {
      root.leaked();
    }
    if (any || scope.kind() == ScopeKind.PRINCIPAL || scope.kind() == ScopeKind.SESSION) {
      String detail = "gave back [" + list(held) + "], spent [" + list(spent) + "]";
      root.note(AuditKind.CLEANUP, scope, scope.kind().label(), detail);
    }
  }

  private String list(long[] amounts) {
    StringBuilder text = new StringBuilder();
    for (Ledger ledger : scope.ledgers()) {
      Resource resource = ledger.resource();
      long amount = amounts[resource.code()];
      if (amount != 0) {
        text.append(text.length() == 0 ? "" : ", ").append(resource.label()).append(' ');
        text.append(resource.unit().format(amount));
      }
    }
    return text.length() == 0 ? "nothing" : text.toString();
  }
}
