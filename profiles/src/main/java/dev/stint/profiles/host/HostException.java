package dev.stint.profiles.host;

/** A setting that cannot be read, or a wish that this host cannot carry. One line with a code. */
public final class HostException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  HostException(String code, String text) {
    super(text + " (" + code + ")");
    this.code = code;
  }

  /** The code of its page in {@code docs/errors}, such as {@code STINT-P042}. */
  public String code() {
    return code;
  }
}
