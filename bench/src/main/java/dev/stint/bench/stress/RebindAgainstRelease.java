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
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** A connection moves to its principal while one of its two tokens is released. */
@JCStressTest
@State
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "one token, at the new parent alone")
@Outcome(expect = Expect.FORBIDDEN, desc = "left behind, lost or counted twice")
public class RebindAgainstRelease {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope alice = ledgers.principal("alice");
  private final Scope connection = ledgers.transientScope().child(ScopeKind.CONNECTION, "c1");
  private final Reservation first = connection.reserveOrThrow(Resource.SOCKETS, 1);
  private final Reservation second = connection.reserveOrThrow(Resource.SOCKETS, 1);

  public RebindAgainstRelease() {
    first.commit();
    second.commit();
  }

  @Actor
  public void move() {
    connection.rebind(alice);
  }

  @Actor
  public void release() {
    first.close();
  }

  @Arbiter
  public void count(JJJ_Result r) {
    r.r1 = ledgers.transientScope().ledger(Resource.SOCKETS).used();
    r.r2 = alice.ledger(Resource.SOCKETS).used();
    r.r3 = ledgers.faults();
  }
}
