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
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * Alice pays from a lane while bob is refused at the system, which drains that lane: what she took
 * is neither lost nor counted twice. Bob asks for more than there is, drained or not.
 */
@JCStressTest
@State
@Outcome(id = "13, 13, 0", expect = Expect.ACCEPTABLE, desc = "what alice holds, no fault")
@Outcome(expect = Expect.FORBIDDEN, desc = "credit lost or doubled")
public class LaneAgainstDrain {
  private static final Resource BYTES = Resource.LINEAR_MEMORY;
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope alice = ledgers.principal("alice");
  private final Scope bob = ledgers.principal("bob");

  public LaneAgainstDrain() {
    Lane.heat(ledgers, alice, Limit.hard(200));
  }

  @Actor
  public void take() {
    alice.charge(BYTES, 1);
  }

  @Actor
  public void drain() {
    bob.charge(BYTES, 201);
  }

  @Arbiter
  public void count(JJJ_Result r) {
    r.r1 = alice.ledger(BYTES).used();
    r.r2 = ledgers.system().ledger(BYTES).used();
    r.r3 = ledgers.faults();
  }
}
