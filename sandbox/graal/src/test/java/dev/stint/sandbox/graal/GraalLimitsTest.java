package dev.stint.sandbox.graal;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.contract.LimitsContract;

class GraalLimitsTest extends LimitsContract {
  @Override
  protected Capsules capsules() {
    return SharedGraal.CAPSULES;
  }
}
