package dev.stint.capsules.tools;

/** Says in one line which guest was not built and why. */
public final class GuestBuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GuestBuildException(String message) {
    super(message);
  }

  GuestBuildException(String message, Throwable cause) {
    super(message, cause);
  }
}
