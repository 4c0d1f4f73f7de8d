package dev.stint.ledger;

/** How a limit admits a charge. */
public enum Admission {
  /** Exact, before the effect: {@code used <= hard} at every instant. */
  RESERVED,
  /** Recorded after the effect; what lies above hard is debt, and new charges are denied. */
  POST_PAID,
  /** Always granted; what hard would have denied is counted as {@code wouldDeny}. */
  OBSERVED,
  /** Exact, and a charge that does not fit waits up to {@link Limit#maxWaitNanos()}. */
  WAITING
}
