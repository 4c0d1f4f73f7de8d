package dev.stint.sandbox.chicory;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.contract.LimitsContract;

class ChicoryLimitsTest extends LimitsContract {
  @Override
  protected Capsules capsules() {
    return SharedChicory.CAPSULES;
  }
}
