package dev.stint.sandbox.graal;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.contract.FaultsContract;
import dev.stint.sandbox.spi.CapsuleEngine;

class GraalFaultsTest extends FaultsContract {
  @Override
  protected Capsules capsules() {
    return SharedGraal.CAPSULES;
  }

  @Override
  protected CapsuleEngine engine() {
    return SharedGraal.ENGINE;
  }
}
