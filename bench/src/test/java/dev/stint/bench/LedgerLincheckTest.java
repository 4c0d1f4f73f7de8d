package dev.stint.bench;

import dev.stint.ledger.Binder;
import dev.stint.ledger.Ledgers;
import dev.stint.ledger.Limit;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The ledger is linearizable, denials included: two principals under one limit, small charges that
 * lanes may pay, large ones that only fit when nothing is lent out, refunds and changed limits.
 *
 * <p>Each scenario starts from alice and bob holding 12 each, so that no refund goes below zero.
 */
public class LedgerLincheckTest {
  private static final Resource BYTES = Resource.LINEAR_MEMORY;
  private static final int HOT = 300;

  /** 1 in the normal build; {@code -Pexhaustive} raises it. */
  private static final int EFFORT = Integer.getInteger("stint.lincheck.effort", 1);

  private final Ledgers ledgers = new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4));
  private final Binder binder = ledgers.binder("lincheck");
  private final Scope alice = ledgers.principal("alice");
  private final Scope bob = ledgers.principal("bob");

  public LedgerLincheckTest() {
    heat(alice);
    heat(bob);
    alice.charge(BYTES, 12);
    bob.charge(BYTES, 12);
    binder.bind(ledgers.system(), BYTES, Limit.hard(64));
    binder.bind(alice, BYTES, Limit.hard(40));
    alice.charge(BYTES, 1);
    alice.refund(BYTES, 1);
  }

  private static void heat(Scope scope) {
    for (int i = 0; i < HOT; i++) {
      scope.charge(BYTES, 1);
      scope.refund(BYTES, 1);
    }
  }

  @Operation
  public boolean aliceTakesOne() {
    return alice.charge(BYTES, 1) == null;
  }

  @Operation
  public boolean aliceTakesMany() {
    return alice.charge(BYTES, 27) == null;
  }

  @Operation
  public boolean bobTakesOne() {
    return bob.charge(BYTES, 1) == null;
  }

  @Operation
  public boolean bobTakesMany() {
    return bob.charge(BYTES, 25) == null;
  }

  @Operation
  public void aliceGivesBack() {
    alice.refund(BYTES, 1);
  }

  @Operation
  public void bobGivesBack() {
    bob.refund(BYTES, 1);
  }

  @Operation
  public void aliceIsBoundLower() {
    binder.bind(alice, BYTES, Limit.hard(20));
  }

  @Operation
  public long faults() {
    return ledgers.faults();
  }

  @Test
  @Tag("P13")
  void everyHistory_isThatOfOneLedgerAtATime_underStress() {
    new StressOptions()
        .iterations(6 * EFFORT)
        .invocationsPerIteration(300)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(2)
        .check(LedgerLincheckTest.class);
  }

  @Test
  @Tag("P13")
  void everyHistory_isThatOfOneLedgerAtATime_inEverySchedule() {
    new ModelCheckingOptions()
        .iterations(3 * EFFORT)
        .invocationsPerIteration(100)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(1)
        .check(LedgerLincheckTest.class);
  }
}
