package dev.stint.sandbox.wasi;

/**
 * The thread was interrupted while the guest waited or did input or output. The thread's interrupt
 * flag is set when this is thrown. Carries no stack trace.
 */
public final class InterruptedGuest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InterruptedGuest() {
    super("guest interrupted in a host call", null, false, false);
  }

  /** Sets the thread's interrupt flag and gives the exception to throw. */
  static InterruptedGuest raise() {
    Thread.currentThread().interrupt();
    return new InterruptedGuest();
  }
}
