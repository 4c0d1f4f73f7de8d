package dev.stint.sandbox.run;

/** Ends the program before the capsule runs: one line for standard error and an exit status. */
final class RunFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  RunFailure(int status, String code, String message) {
    this(status, message + " (" + code + ")");
  }

  /** A message that ends with its code already. */
  RunFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
