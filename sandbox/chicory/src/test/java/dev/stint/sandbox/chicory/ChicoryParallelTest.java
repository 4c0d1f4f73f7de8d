package dev.stint.sandbox.chicory;

import dev.stint.sandbox.contract.ParallelContract;
import dev.stint.sandbox.spi.CapsuleEngine;

class ChicoryParallelTest extends ParallelContract {
  @Override
  protected CapsuleEngine engine() {
    return SharedChicory.ENGINE;
  }
}
