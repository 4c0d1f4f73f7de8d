package dev.stint.sandbox;

/** The export to call is missing or the arguments do not fit; one line that ends with the code. */
final class WrongCallException extends Exception {
  private static final long serialVersionUID = 1L;

  WrongCallException(String code, String message) {
    super(message + " (" + code + ")");
  }
}
