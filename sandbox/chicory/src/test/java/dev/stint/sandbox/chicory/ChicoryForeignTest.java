package dev.stint.sandbox.chicory;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.contract.ForeignContract;
import dev.stint.sandbox.spi.CapsuleEngine;

class ChicoryForeignTest extends ForeignContract {
  @Override
  protected Capsules capsules() {
    return SharedChicory.CAPSULES;
  }

  @Override
  protected CapsuleEngine engine() {
    return SharedChicory.ENGINE;
  }
}
