package dev.stint.bench.stress;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZJ_Result;

/** Two principals reserve the one slot of their parent: exactly one gets it. */
@JCStressTest
@State
@Outcome(
    id = {"true, false, 1", "false, true, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "one")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, none, or a wrong count")
public class TwoReservesOneSlot {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope alice = ledgers.principal("alice");
  private final Scope bob = ledgers.principal("bob");

  public TwoReservesOneSlot() {
    ledgers.binder("test").bind(ledgers.system(), Resource.THREADS, Limit.hard(1));
  }

  @Actor
  public void one(ZZJ_Result r) {
    r.r1 = alice.reserve(Resource.THREADS, 1).granted();
  }

  @Actor
  public void two(ZZJ_Result r) {
    r.r2 = bob.reserve(Resource.THREADS, 1).granted();
  }

  @Arbiter
  public void count(ZZJ_Result r) {
    r.r3 = ledgers.system().ledger(Resource.THREADS).used();
  }
}
