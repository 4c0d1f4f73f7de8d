package dev.stint.agent;

/**
 * An option that cannot be used. Where enforcement was asked for the start stops; else the
 * application runs without the agent.
 */
public final class OptionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean stops;
  private final String what;
  private final String code;

  OptionException(String what, String code, boolean stops) {
    super(what + " (" + code + ")");
    this.what = what;
    this.code = code;
    this.stops = stops;
  }

  /** Whether the start must stop, because enforcement was asked for. */
  public boolean stops() {
    return stops;
  }

  /** The one line for the operator, with what follows from it. */
  public String line() {
    String then = stops ? "start stopped" : "the application runs without the agent";
    return what + ", " + then + " (" + code + ")";
  }
}
