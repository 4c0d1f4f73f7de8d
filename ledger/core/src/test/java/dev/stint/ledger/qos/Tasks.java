package dev.stint.ledger.qos;

import dev.stint.ledger.AuditRecord;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;

/** Two tasks of different principals, and the audit of what they do. */
final class Tasks {
  final MemoryAudit audit = new MemoryAudit(16);
  final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, audit);
  final QosAuthority authority = new QosAuthority(audit);
  final Scope alice = ledgers.principal("alice").child(ScopeKind.SESSION, "a");
  final Scope bob = ledgers.principal("bob").child(ScopeKind.SESSION, "b");

  static QosState state(QosClass base, QosClass current, QosClass ceiling) {
    QosState state = new QosState(base, ceiling);
    if (!state.move(state.reading(), current)) {
      throw new AssertionError("nobody else has it");
    }
    return state;
  }

  QosTask alice(QosState state, QosGrant grant) {
    return new QosTask(alice, state, grant);
  }

  QosTask bob(QosState state) {
    return new QosTask(bob, state, QosGrant.none());
  }

  long audited() {
    return audit.head().sequence();
  }

  AuditRecord lastRecord() {
    return audit.records().get(audit.records().size() - 1);
  }
}
