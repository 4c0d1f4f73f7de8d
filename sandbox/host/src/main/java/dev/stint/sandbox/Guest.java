package dev.stint.sandbox;

import dev.stint.sandbox.engine.GuestMemory;

/** The guest of a run, for {@link GuestCalls}; of use only while they are made, on their thread. */
public interface Guest {
  /**
   * Calls an exported function.
   *
   * @param arguments raw bits, as many as the function has parameters
   * @return raw bits, as many as the function has results
   * @throws IllegalArgumentException when there is no such function, or the number does not fit
   * @throws RuntimeException how the guest ended, when it did: let it pass
   */
  long[] call(String export, long... arguments);

  /** The exported memory; of size 0 when the module exports none. */
  GuestMemory memory();
}
