package dev.stint.bench.stress;

import dev.stint.ledger.Carried;
import dev.stint.ledger.Cell;
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

/** A token that a hook adopted is closed by the hook and by its maker at once. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "given back once, no fault")
@Outcome(expect = Expect.FORBIDDEN, desc = "left over, or given back twice")
public class HandedDownAgainstBothClosers {
  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Scope session = ledgers.principal("alice").child(ScopeKind.SESSION, "s1");
  private final Reservation made = session.reserveOrThrow(Resource.SOCKETS, 1);
  private final Reservation adopted;

  public HandedDownAgainstBothClosers() {
    made.commit();
    try (Carried carried = Scope.carry(made)) {
      Reservation handed = Cell.current().adopt(Resource.SOCKETS, 1);
      adopted = handed == null || !carried.adopted() ? made : handed;
    }
  }

  @Actor
  public void hookCloses() {
    adopted.close();
  }

  @Actor
  public void makerCloses() {
    made.close();
  }

  @Arbiter
  public void count(JJ_Result r) {
    r.r1 = ledgers.system().ledger(Resource.SOCKETS).used();
    r.r2 = ledgers.faults();
  }
}
