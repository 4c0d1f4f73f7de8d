package dev.stint.bench;

import dev.stint.ledger.Ledgers;
import dev.stint.ledger.MemoryAudit;
import dev.stint.ledger.MonotonicClock;
import dev.stint.ledger.Resource;
import dev.stint.ledger.Scope;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The fast path alone: charges and refunds that a lane pays. Besides being linearizable they never
 * wait for another thread: the search fails on a lock or on a loop that spins for somebody.
 */
public class LaneLincheckTest {
  private static final Resource BYTES = Resource.LINEAR_MEMORY;
  private final Scope alice =
      new Ledgers(MonotonicClock.SYSTEM, new MemoryAudit(4)).principal("alice");

  public LaneLincheckTest() {
    for (int i = 0; i < 300; i++) {
      alice.charge(BYTES, 1);
      alice.refund(BYTES, 1);
    }
    alice.charge(BYTES, 100);
  }

  @Operation
  public boolean take() {
    return alice.charge(BYTES, 3) == null;
  }

  @Operation
  public void giveBack() {
    alice.refund(BYTES, 2);
  }

  @Test
  @Tag("P13")
  void fastPath_isLinearizable_andWaitsForNobody() {
    new ModelCheckingOptions()
        .iterations(3 * Integer.getInteger("stint.lincheck.effort", 1))
        .invocationsPerIteration(200)
        .threads(2)
        .actorsPerThread(3)
        .checkObstructionFreedom(true)
        .check(LaneLincheckTest.class);
  }
}
