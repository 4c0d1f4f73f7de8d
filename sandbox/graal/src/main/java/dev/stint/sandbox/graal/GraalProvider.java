package dev.stint.sandbox.graal;

import dev.stint.sandbox.spi.CapsuleEngine;
import dev.stint.sandbox.spi.CapsuleEngineProvider;
import dev.stint.sandbox.spi.EngineFailure;

/** Opens GraalWasm. */
public final class GraalProvider implements CapsuleEngineProvider {
  @Override
  public String name() {
    return GraalEngine.NAME;
  }

  @Override
  public CapsuleEngine open() {
    try {
      return new GraalEngine();
    } catch (IllegalArgumentException | IllegalStateException | LinkageError e) {
      throw new EngineFailure("engine cannot start: engine [graal], cause [" + e + "]", e);
    }
  }
}
