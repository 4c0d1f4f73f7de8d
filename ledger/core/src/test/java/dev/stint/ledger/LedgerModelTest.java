package dev.stint.ledger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random operations on a random graph against a plain model that recounts from what is live. */
class LedgerModelTest {
  @Test
  @Tag("P7")
  @Tag("P72")
  @Tag("P73")
  @Tag("R-1")
  @Tag("R-10")
  @Tag("R-11")
  void everyLedger_equalsTheModel_afterEveryStep() {
    Property.check(40, 200, DagWorld::new);
  }
}
