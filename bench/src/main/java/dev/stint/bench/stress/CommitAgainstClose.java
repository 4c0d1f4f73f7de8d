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

/** A token is committed and closed at once; what is left goes with its scope, exactly once. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "all given back once, no fault")
@Outcome(expect = Expect.FORBIDDEN, desc = "left over, or given back twice")
public class CommitAgainstClose {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope session = ledgers.principal("alice").child(ScopeKind.SESSION, "s1");
  private final Reservation token = session.reserveOrThrow(Resource.THREADS, 2);

  @Actor
  public void commit() {
    token.commit();
  }

  @Actor
  public void close() {
    token.close();
  }

  @Arbiter
  public void count(JJ_Result r) {
    token.close();
    r.r1 = ledgers.system().ledger(Resource.THREADS).used();
    r.r2 = ledgers.faults();
  }
}
