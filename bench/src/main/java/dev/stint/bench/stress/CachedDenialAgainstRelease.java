package dev.stint.bench.stress;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Reservation;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZJ_Result;

/** A denial that is being remembered while the slot is given back must not outlive that. */
@JCStressTest
@State
@Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "the slot is found afterwards")
@Outcome(expect = Expect.FORBIDDEN, desc = "the denial outlived the release")
public class CachedDenialAgainstRelease {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope alice = ledgers.principal("alice");
  private final Scope bob = ledgers.principal("bob");
  private final Reservation held = alice.reserveOrThrow(Resource.THREADS, 1);

  public CachedDenialAgainstRelease() {
    ledgers.binder("stress").bind(ledgers.system(), Resource.THREADS, Limit.hard(1));
    held.commit();
  }

  @Actor
  public void release() {
    held.close();
  }

  @Actor
  public void refused() {
    if (bob.charge(Resource.THREADS, 1) == null) {
      bob.refund(Resource.THREADS, 1);
    }
  }

  @Arbiter
  public void again(ZJ_Result r) {
    r.r1 = bob.charge(Resource.THREADS, 1) == null;
    r.r2 = ledgers.faults();
  }
}
