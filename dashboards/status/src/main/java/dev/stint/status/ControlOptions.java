package dev.stint.status;

/**
 * Who may change limits through the server, and what does it.
 *
 * @param token what every request has to show, whatever the pages ask for
 */
public record ControlOptions(String token, Control control) {
  /** A shorter one could be guessed. */
  static final int SHORTEST_TOKEN = 16;

  public ControlOptions {
    if (token.isBlank() || token.length() < SHORTEST_TOKEN || token.length() > 256) {
      throw new IllegalArgumentException(
          "control token must have 16 to 256 characters (STINT-S004)");
    }
  }

  /** Without the token: this text may be logged. */
  @Override
  public String toString() {
    return "ControlOptions[token=set]";
  }
}
