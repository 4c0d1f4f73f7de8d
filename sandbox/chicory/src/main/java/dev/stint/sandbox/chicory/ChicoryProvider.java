package dev.stint.sandbox.chicory;

import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.spi.CapsuleEngineProvider;

/** Opens Chicory. */
public final class ChicoryProvider implements CapsuleEngineProvider {
  @Override
  public String name() {
    return ChicoryEngine.NAME;
  }

  @Override
  public CapsuleEngine open() {
    return new ChicoryEngine();
  }
}
