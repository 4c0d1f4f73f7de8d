package dev.stint.agent.doctor;

import dev.stint.ledger.Cell;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Nullable;
import dev.stint.ledger.PrincipalName;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;

/**
 * A graph of its own that the probes charge, so that they leave no trace in the JVM's ledgers.
 * While it is open the calling thread works for it.
 */
final class ProbeLedger implements AutoCloseable {
  private static final int AUDITED = 64;
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(AUDITED));
  private final Scope scope = ledgers.principal(PrincipalName.STINT);
  private final Cell cell = Cell.current();
  private final @Nullable Scope before = cell.scope;
  private final int insideBefore = cell.inside;

  ProbeLedger() {
    cell.scope = scope;
    cell.inside = 0;
  }

  Scope scope() {
    return scope;
  }

  /** What is held now. */
  long used(Resource resource) {
    return scope.ledger(resource).used();
  }

  /**
   * Fails unless nothing is held any more, or not within two seconds: a future tells that it is
   * complete before it gives back.
   */
  void expectGivenBack(Resource resource, String otherwise) throws Probe.Finding {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (used(resource) != 0 && end - System.nanoTime() > 0) {
      Thread.yield();
    }
    Probe.expect(used(resource) == 0, otherwise);
  }

  /** What was ever charged. */
  long total(Resource resource) {
    return scope.ledger(resource).total();
  }

  /** From now on nothing of it is granted. */
  void deny(Resource resource) {
    ledgers.binder("doctor").bind(scope, resource, Limit.hard(0).from("doctor"));
  }

  @Override
  public void close() {
    cell.scope = before;
    cell.inside = insideBefore;
  }
}
