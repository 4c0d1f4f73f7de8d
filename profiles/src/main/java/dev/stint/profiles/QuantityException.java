package dev.stint.profiles;

/** A text that is not an amount, a rate or a duration. The message is one line with its code. */
public final class QuantityException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String text;

  QuantityException(String code, String text) {
    super(text + " (" + code + ")");
    this.code = code;
    this.text = text;
  }

  /** The code of its page in {@code docs/errors}, such as {@code STINT-P010}. */
  public String code() {
    return code;
  }

  /** The message without the code. */
  String text() {
    return text;
  }
}
