package dev.stint.agent;

/** The operator asked for what cannot be had; the message is the one line. */
public final class StartRefused extends Exception {
  private static final long serialVersionUID = 1L;

  StartRefused(String line) {
    super(line);
  }
}
