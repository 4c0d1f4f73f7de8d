package dev.stint.profiles.origin;

/** Where a value may come from; the order is the precedence, the strongest first. */
public enum Origin {
  /** An option of the command line or of the agent. */
  ARGUMENT("argument"),
  /** A system property, {@code -Dstint.*}. */
  PROPERTY("property"),
  /** A line of a file. */
  FILE("file"),
  /** A variable of the environment, {@code STINT_*}. */
  ENVIRONMENT("environment"),
  /** Computed from the facts of this host; always present, so the weakest. */
  DERIVED("derived");

  private final String label;

  Origin(String label) {
    this.label = label;
  }

  /** The word for messages and tables. */
  public String label() {
    return label;
  }

  /** Whether a value from here goes before one from there. */
  public boolean beats(Origin other) {
    return compareTo(other) < 0;
  }

  @Override
  public String toString() {
    return label;
  }
}
