package dev.stint.sandbox.spi;

/** The guest trapped; the message is the engine's reason. Carries no stack trace. */
public final class GuestTrap extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GuestTrap(String reason) {
    super(reason, null, false, false);
  }
}
