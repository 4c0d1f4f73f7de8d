package dev.stint.sandbox.chicory;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.contract.FaultsContract;
import dev.stint.sandbox.spi.CapsuleEngine;

class ChicoryFaultsTest extends FaultsContract {
  @Override
  protected Capsules capsules() {
    return SharedChicory.CAPSULES;
  }

  @Override
  protected CapsuleEngine engine() {
    return SharedChicory.ENGINE;
  }
}
