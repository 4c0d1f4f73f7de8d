package dev.stint.bench.stress;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** A connection moves to its principal while it is charged for the first time: its line is new. */
@JCStressTest
@State
@Outcome(id = "0, 2, 0", expect = Expect.ACCEPTABLE, desc = "both charges, at the new parent alone")
@Outcome(expect = Expect.FORBIDDEN, desc = "left behind, lost or counted twice")
public class FirstChargeAgainstRebind {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope alice = ledgers.principal("alice");
  private final Scope connection = ledgers.transientScope().child(ScopeKind.CONNECTION, "c1");

  @Actor
  public void move() {
    connection.rebind(alice);
  }

  @Actor
  public void charge() {
    connection.charge(Resource.SOCKETS, 1);
  }

  @Arbiter
  public void count(JJJ_Result r) {
    connection.charge(Resource.SOCKETS, 1);
    r.r1 = ledgers.transientScope().ledger(Resource.SOCKETS).used();
    r.r2 = alice.ledger(Resource.SOCKETS).used();
    r.r3 = ledgers.faults();
  }
}
