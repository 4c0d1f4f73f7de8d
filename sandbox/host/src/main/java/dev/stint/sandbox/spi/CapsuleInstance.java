package dev.stint.sandbox.spi;

import dev.stint.sandbox.engine.GuestMemory;

/**
 * One instance of a module. {@link #call} and {@link #memory} are for one thread at a time; {@link
 * #interrupt} and {@link #close} are for any thread.
 */
public interface CapsuleInstance extends AutoCloseable {
  /**
   * Calls an exported function; may be used by a host function while the guest waits for it.
   *
   * @param arguments raw bits, as many values as the function has parameters
   * @return raw bits, as many values as the function has results
   * @throws GuestTrap when the guest trapped
   * @throws GuestStopped after {@link #interrupt} or {@link #close}
   * @throws EngineFailure when the engine itself failed
   * @throws RuntimeException what a host function threw, the same object
   */
  long[] call(String export, long... arguments);

  boolean hasExport(String export);

  /** The exported memory; one of size 0 when the module exports none. */
  GuestMemory memory();

  /** Stops a call soon; the instance may be of no use after that. Returns within a second. */
  void interrupt();

  /** Ends the instance, and a call that runs in it. Idempotent. */
  @Override
  void close();
}
