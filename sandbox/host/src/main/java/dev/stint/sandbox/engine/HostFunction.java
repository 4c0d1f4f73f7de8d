package dev.stint.sandbox.engine;

/**
 * A function that the host offers to a guest under a module name and a name.
 *
 * <p>Values travel as raw bits in longs. An {@code i32} may arrive sign-extended or zero-extended:
 * the callee takes the low 32 bits. A result {@code i32} is given back the same way.
 */
public interface HostFunction {
  String module();

  String name();

  FunctionType type();

  /**
   * Runs the function.
   *
   * <p>Failure: {@link GuestExit} ends the guest, {@link GuestFault} is a trap; any other runtime
   * exception is the host's and ends the guest too.
   *
   * @param memory the memory of the calling instance
   * @param arguments as many values as the type has parameters
   * @return as many values as the type has results
   */
  long[] call(GuestMemory memory, long[] arguments);
}
