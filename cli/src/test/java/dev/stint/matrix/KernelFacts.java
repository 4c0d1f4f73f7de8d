package dev.stint.matrix;

import dev.stint.ledger.Denied;
import dev.stint.ledger.LedgerListener;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.Snapshots;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel does for a resource that somebody charges, found by doing it: a limit is bound,
 * used up, and passed once.
 */
record KernelFacts(List<String> audit, List<String> status) {
  /** Binding a limit is on record. */
  static final String BINDING = "binding";

  /** A denial is heard by who writes the events of the recorder. */
  private static final String DENIAL = "denial";

  private static final String SNAPSHOT = "snapshot";

  static KernelFacts of(Resource resource) {
    MemoryAudit records = new MemoryAudit(8);
    Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, records);
    List<Denied> heard = new ArrayList<>();
    ledgers.listen(
        new LedgerListener() {
          @Override
          public void denied(Denied denied) {
            heard.add(denied);
          }
        });
    Scope scope = ledgers.principal("probe");
    ledgers.binder("matrix").bind(scope, resource, Limit.hard(1));
    scope.charge(resource, 1);
    scope.charge(resource, 1);

    List<String> audit = new ArrayList<>();
    if (records.records().stream().anyMatch(each -> each.subject().equals(resource.label()))) {
      audit.add(BINDING);
    }
    if (heard.size() == 1 && heard.get(0).resource() == resource) {
      audit.add(DENIAL);
    }
    return new KernelFacts(audit, shown(ledgers, resource) ? List.of(SNAPSHOT) : List.of());
  }

  private static boolean shown(Ledgers ledgers, Resource resource) {
    return new Snapshots(ledgers)
        .snapshot().scopes().stream()
            .flatMap(scope -> scope.ledgers().stream())
            .anyMatch(each -> each.resource() == resource && each.denied() == 1);
  }
}
