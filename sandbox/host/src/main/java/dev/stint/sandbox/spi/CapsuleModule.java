package dev.stint.sandbox.spi;

import dev.stint.sandbox.engine.HostFunction;
import java.util.List;

/** A loaded module: code that instances share. Thread-safe. */
public interface CapsuleModule {
  /**
   * Makes an instance with a memory and tables of its own; runs no guest code of a metered module.
   *
   * @param imports a function for every import of the module; others are ignored
   * @throws GuestTrap when a data or element segment does not fit
   * @throws EngineFailure when the engine cannot, for example for lack of heap
   */
  CapsuleInstance instantiate(List<HostFunction> imports);
}
