package dev.stint.sandbox.graal;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.contract.ForeignContract;
import dev.stint.sandbox.spi.CapsuleEngine;

class GraalForeignTest extends ForeignContract {
  @Override
  protected Capsules capsules() {
    return SharedGraal.CAPSULES;
  }

  @Override
  protected CapsuleEngine engine() {
    return SharedGraal.ENGINE;
  }
}
