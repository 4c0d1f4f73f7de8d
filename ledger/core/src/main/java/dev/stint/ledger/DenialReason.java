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
  INVALID("invalid"),
  /** The base budget of a service is spent. */
  OVERLOADED("overloaded"),
  /** A donation does not cover it. */
  DONATION("donation"),
  /** It names an older version than the one in force. */
  STALE("stale"),
  /** The ledger waits for a recount. */
  QUARANTINED("quarantined"),
  /** The handle may not be handed on. */
  TRANSFER("transfer");

  private final String label;

  DenialReason(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
