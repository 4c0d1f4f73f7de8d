package dev.stint.sandbox.wasi;

/**
 * What the host wants to do before a WASI call has its effect: charge, check a deadline, refuse.
 *
 * <p>Threading: called on the thread that runs the guest. Failure: a runtime exception that a
 * method throws passes through the call unchanged and ends the guest.
 */
public interface HostCallGuard {
  /** Runs once at the start of every WASI call; {@code function} is its WASI name. */
  void enter(String function);

  /**
   * Runs before bytes are written to a stream or a file, once for each piece of at most 64 KiB.
   * Growing a file without writing to it is not counted.
   */
  default void bytesOut(int descriptor, long bytes) {}

  /** A guard that lets everything pass. */
  static HostCallGuard none() {
    return function -> {};
  }
}
