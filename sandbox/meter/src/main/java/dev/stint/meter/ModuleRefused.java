package dev.stint.meter;

/** A module was not admitted. The message is one line that ends with the code in parentheses. */
public final class ModuleRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final long offset;

  public ModuleRefused(String code, long offset, String message) {
    super(message + " (" + code + ")");
    this.code = code;
    this.offset = offset;
  }

  /** {@code STINT-Mnnn}; each has a page in docs/errors. */
  public String code() {
    return code;
  }

  /** The byte of the module at which the reason was found. */
  public long offset() {
    return offset;
  }
}
