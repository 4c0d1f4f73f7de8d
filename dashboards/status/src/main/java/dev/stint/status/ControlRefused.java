package dev.stint.status;

/** A control request that changed nothing; the message is one line with a code. */
public final class ControlRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, as far as a program has to know. */
  public enum Kind {
    /** The request is not what it should be. */
    MALFORMED(400),
    /** It names something that is not there. */
    UNKNOWN(404),
    /** What it asks for is not admitted, or not valid. */
    DENIED(409);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private final Kind kind;

  public ControlRefused(Kind kind, String line) {
    super(line);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
