package dev.stint.sandbox.chicory;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.contract.HostileContract;

class ChicoryHostileTest extends HostileContract {
  @Override
  protected Capsules capsules() {
    return SharedChicory.CAPSULES;
  }
}
