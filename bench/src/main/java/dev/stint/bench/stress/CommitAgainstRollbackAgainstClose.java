package dev.stint.bench.stress;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Commit, rollback and the end of the scope race for one token: everything goes back once. Two
 * actors, so that a machine with two processors runs it.
 */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "all given back once, no fault")
@Outcome(expect = Expect.FORBIDDEN, desc = "left over, or given back twice")
public class CommitAgainstRollbackAgainstClose {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope session = ledgers.principal("alice").child(ScopeKind.SESSION, "s1");
  private final Reservation token = session.reserveOrThrow(Resource.THREADS, 2);

  @Actor
  public void commit() {
    token.commit();
  }

  @Actor
  public void rollbackAndClose() {
    token.rollback();
    session.close();
  }

  @Arbiter
  public void count(JJ_Result r) {
    r.r1 = ledgers.system().ledger(Resource.THREADS).used();
    r.r2 = ledgers.faults();
  }
}
