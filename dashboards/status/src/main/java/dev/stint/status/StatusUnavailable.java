package dev.stint.status;

/** The status server could not start; the message is one line with a code. */
public final class StatusUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  StatusUnavailable(String message) {
    super(message);
  }
}
