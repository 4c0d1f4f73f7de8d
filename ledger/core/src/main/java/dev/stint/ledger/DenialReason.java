package dev.stint.ledger;

/** Why a charge was refused. */
public enum DenialReason {
  /** It would pass a hard limit. */
  LIMIT("limit"),
  /** It would pass the limit of a window; waiting helps. */
  RATE("rate"),
  /** The scope was closed. */
  CLOSED("closed"),
  /** The amount is negative. */
  INVALID("invalid");

  private final String label;

  DenialReason(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
