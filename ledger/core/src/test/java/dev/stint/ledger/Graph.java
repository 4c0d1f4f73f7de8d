package dev.stint.ledger;

/** A scope graph with a clock that the test moves. */
final class Graph {
  final TestClock clock = new TestClock();
  final MemoryAudit audit = new MemoryAudit(64);
  final Ledgers ledgers = new Ledgers(clock, audit);
  final Binder binder = ledgers.binder("test");
  final Scope system = ledgers.system();
  final Scope alice = ledgers.principal("alice");

  Graph limit(Scope scope, Resource resource, long hard) {
    binder.bind(scope, resource, Limit.hard(hard).from("test.yaml:1 " + resource.profileField()));
    return this;
  }

  long used(Scope scope, Resource resource) {
    return scope.ledger(resource).used();
  }
}
