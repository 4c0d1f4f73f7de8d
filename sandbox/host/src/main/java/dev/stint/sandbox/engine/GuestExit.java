package dev.stint.sandbox.engine;

/** The guest asked to end with a status ({@code proc_exit}). Carries no stack trace. */
public final class GuestExit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public GuestExit(int status) {
    super("guest exited with status [" + status + "]", null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
