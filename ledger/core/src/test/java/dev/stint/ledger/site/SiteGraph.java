package dev.stint.ledger.site;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;

/** A graph of its own for which the test's thread works until it is closed. */
final class SiteGraph implements AutoCloseable {
  final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(64));
  final Scope alice = ledgers.principal("alice");
  final Scope bob = ledgers.principal("bob");
  private final @Nullable Scope before = Cell.current().scope;

  SiteGraph() {
    Cell.current().scope = alice;
  }

  SiteGraph limit(Resource resource, long hard) {
    ledgers.binder("test").bind(alice, resource, Limit.hard(hard).from("p.yaml:1 limit"));
    return this;
  }

  long used(Resource resource) {
    return alice.ledger(resource).used();
  }

  @Override
  public void close() {
    Cell.current().scope = before;
  }
}
