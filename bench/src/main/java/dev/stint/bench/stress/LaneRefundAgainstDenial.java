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
import org.openjdk.jcstress.infra.results.ZJ_Result;

/**
 * Alice gives back into a lane while bob is refused: whatever bob heard, he fits afterwards, for no
 * remembered denial may outlive what was given back.
 */
@JCStressTest
@State
@Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "bob fits afterwards, no fault")
@Outcome(expect = Expect.FORBIDDEN, desc = "a denial outlived its reason")
public class LaneRefundAgainstDenial {
  private static final Resource BYTES = Resource.LINEAR_MEMORY;
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope alice = ledgers.principal("alice");
  private final Scope bob = ledgers.principal("bob");

  public LaneRefundAgainstDenial() {
    Lane.heat(ledgers, alice, Limit.hard(200));
  }

  @Actor
  public void giveBack() {
    alice.refund(BYTES, 1);
  }

  @Actor
  public void refused() {
    if (bob.charge(BYTES, 189) == null) {
      bob.refund(BYTES, 189);
    }
  }

  @Arbiter
  public void count(ZJ_Result r) {
    r.r1 = bob.charge(BYTES, 189) == null;
    r.r2 = ledgers.faults();
  }
}
