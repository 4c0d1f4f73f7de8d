package dev.stint.sandbox.graal;

import dev.stint.sandbox.contract.ParallelContract;
import dev.stint.sandbox.spi.CapsuleEngine;

class GraalParallelTest extends ParallelContract {
  @Override
  protected CapsuleEngine engine() {
    return SharedGraal.ENGINE;
  }
}
