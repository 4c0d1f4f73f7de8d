package dev.stint.sandbox.spi;

import dev.stint.ledger.Nullable;

/**
 * The engine itself failed: not the guest's doing, or not to be told from a fault of the engine.
 */
public final class EngineFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EngineFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
