package dev.stint.sandbox.spi;

/** The guest was stopped from outside. Carries no stack trace. */
public final class GuestStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GuestStopped() {
    super("guest stopped", null, false, false);
  }
}
