package dev.stint.agent;

/** What the agent does about limits. */
public enum Mode {
  /** Measures, and counts what would have been denied; changes nothing. */
  OBSERVE("observe"),
  /** Denies what does not fit. */
  ENFORCE("enforce");

  private final String label;

  Mode(String label) {
    this.label = label;
  }

  /** The word for options and messages. */
  public String label() {
    return label;
  }
}
