package dev.stint.bench.stress;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import dev.stint.ledger.ScopeKind;
import dev.stint.ledger.donation.Donation;
import dev.stint.ledger.donation.Donations;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * A service settles a donation while its donor's session closes: what was spent is charged to the
 * donor's principal, the rest is back, and nothing is outstanding.
 */
@JCStressTest
@State
@Outcome(id = "3, 0, 0", expect = Expect.ACCEPTABLE, desc = "3 spent, nothing out, no fault")
@Outcome(expect = Expect.FORBIDDEN, desc = "settled twice, or not at all")
public class DonationSettleAgainstDonorDeath {
  private static final long MINUTE = 60_000_000_000L;
  private static final Resource FLOW = Resource.MODEL_TOKENS_IN;

  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Donations donations = new Donations(ledgers);
  private final Scope alice = ledgers.principal("alice");
  private final Scope session = alice.child(ScopeKind.SESSION, "s1");
  private final Scope service = ledgers.system().child(ScopeKind.SERVICE, "search");
  private final Donation donation =
      donations.donate(session, service, FLOW, 10, MINUTE, 1).orThrow();

  public DonationSettleAgainstDonorDeath() {
    donation.spend(3);
  }

  @Actor
  public void settle() {
    donation.settle();
  }

  @Actor
  public void donorDies() {
    session.close();
  }

  @Arbiter
  public void count(JJJ_Result r) {
    r.r1 = alice.ledger(FLOW).used();
    r.r2 = donations.liveCount();
    r.r3 = ledgers.faults();
  }
}
