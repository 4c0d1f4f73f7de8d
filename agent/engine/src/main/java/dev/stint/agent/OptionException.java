package dev.stint.agent;

/** An option that cannot be used; the message is the one line for the operator. */
public final class OptionException extends Exception {
  private static final long serialVersionUID = 1L;

  OptionException(String line) {
    super(line);
  }
}
