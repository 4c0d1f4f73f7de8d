package dev.stint.bench.stress;

import dev.stint.ledger.Binder;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZJ_Result;

/** A limit is lowered to 0 while one is reserved: granted means that the binder saw the excess. */
@JCStressTest
@State
@Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "granted before, overcommitted")
@Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "denied")
@Outcome(expect = Expect.FORBIDDEN, desc = "a charge above a limit that was reported as kept")
public class ReserveAgainstLoweredLimit {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope alice = ledgers.principal("alice");
  private final Binder binder = ledgers.binder("test");

  public ReserveAgainstLoweredLimit() {
    binder.bind(alice, Resource.THREADS, Limit.hard(1));
  }

  @Actor
  public void reserve(ZJ_Result r) {
    r.r1 = alice.reserve(Resource.THREADS, 1).granted();
  }

  @Actor
  public void lower(ZJ_Result r) {
    r.r2 = binder.bind(alice, Resource.THREADS, Limit.hard(0));
  }
}
