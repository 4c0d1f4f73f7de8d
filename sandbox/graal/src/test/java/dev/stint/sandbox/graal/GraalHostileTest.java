package dev.stint.sandbox.graal;

import dev.stint.sandbox.Capsules;
import dev.stint.sandbox.contract.HostileContract;

class GraalHostileTest extends HostileContract {
  @Override
  protected Capsules capsules() {
    return SharedGraal.CAPSULES;
  }
}
